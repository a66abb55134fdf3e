package org.keqiao.shards;

/**
 * Where everything begins: the only part of the catalogue that changes.
 *
 * @param lessons how many there are
 * @param taxonomy the words that lessons are filed under
 * @param contents every textbook and section, see {@link Contents}
 * @param newest what was published last, see {@link Picks}
 * @param mostUsed what is played most, see {@link Picks}
 * @param collections every series of lessons, see {@link CollectionsShard}
 */
record Head(
    int lessons,
    ShardRef taxonomy,
    ShardRef contents,
    ShardRef newest,
    ShardRef mostUsed,
    ShardRef collections) {}
