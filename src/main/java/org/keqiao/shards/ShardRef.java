package org.keqiao.shards;

/**
 * Names a shard by its content.
 *
 * @param sha256 of its bytes, hex: its address
 * @param bytes its length
 */
record ShardRef(String sha256, long bytes) {}
