package org.keqiao.shards;

/** The head leads to a shard that the bucket does not have: all shards are to be built again. */
final class MissingShard extends RuntimeException {

  private static final long serialVersionUID = 1;

  MissingShard(String sha256) {
    super("the catalogue has no shard " + sha256);
  }
}
