package org.keqiao.store;

/**
 * What the bucket says of an object without reading it.
 *
 * @param bytes its length
 * @param etag its entity tag, without quotes
 */
public record StoredObject(long bytes, String etag) {}
