package org.keqiao.timetable.sheet;

import java.time.Instant;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What is in the way of a booking.
 *
 * @param id of what is taken
 * @param booking that takes it; absent when a line is too slow for what is wanted alone
 */
public record Conflict(
    Resource of, String id, Optional<Id> booking, Instant begins, Instant ends) {}
