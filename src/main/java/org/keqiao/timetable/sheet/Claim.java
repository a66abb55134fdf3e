package org.keqiao.timetable.sheet;

import java.time.Instant;
import org.keqiao.store.Id;

/**
 * That an attempt to book takes something for a while. Whether the claim holds is not said here but
 * by the booking, see {@link Sheets}.
 *
 * @param id of what is taken
 * @param attempt name of the attempt, unlike that of any other
 * @param commit the version of the booking that the attempt writes when it has all that it needs
 * @param since when the claim was made
 */
public record Claim(
    Resource of,
    String id,
    Id booking,
    String attempt,
    long commit,
    Instant since,
    Instant begins,
    Instant ends) {}
