package org.keqiao.ledger.count;

import java.time.Instant;

/**
 * A lesson that was to make up for another one.
 *
 * @param lesson id of its booking, or of its session when nobody booked it
 * @param at when it began
 * @param way how most of it reached the room
 * @param seconds how much of it the room had
 * @param whole whether that is enough for a lesson
 */
public record MakeUp(String lesson, Instant at, Way way, int seconds, boolean whole) {}
