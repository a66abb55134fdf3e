package org.keqiao.store;

import java.time.Instant;

/**
 * One version of a record.
 *
 * @param id its name
 * @param version 1 for the first, one more with every change: the ETag
 * @param createdAt when version 1 was written
 * @param at when this version was written
 * @param by the account that wrote it
 * @param value what the record says
 */
public record Entry<T>(Id id, long version, Instant createdAt, Instant at, String by, T value) {}
