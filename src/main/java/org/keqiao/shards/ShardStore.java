package org.keqiao.shards;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Json;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * The head and the shards in the bucket: the head is a record, so that of any number of servers who
 * want to replace it exactly one does; a shard is {@code catalogue/<sha256>.json} and never
 * changes.
 */
final class ShardStore {

  private static final String FOLDER = "catalogue/";
  private static final RecordType<Head> HEAD = new RecordType<>("catalogue-head", Head.class);
  private static final Id ONLY = new Id("head");
  private static final String SYSTEM = "system";
  private static final String TYPE = "application/json";
  private static final Pattern SHARD = Pattern.compile("catalogue/([0-9a-f]{64})\\.json");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int REMEMBERED_BYTES = 64 << 20;

  private final Bucket bucket;
  private final Records<Head> heads;
  private final Cache<String, byte[]> remembered =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .weigher((String sha256, byte[] shard) -> shard.length)
          .build();

  ShardStore(Bucket bucket) {
    this.bucket = bucket;
    this.heads = new Records<>(bucket, HEAD, Optional.empty());
  }

  /** The head as it stands in the bucket now; nothing before the first is written. */
  Optional<Entry<Head>> head() {
    return heads.newest(ONLY);
  }

  /**
   * Replaces the head.
   *
   * @param known the one that was read; nothing when there was none
   * @return false when somebody else came first
   */
  boolean replace(Optional<Entry<Head>> known, Head next) {
    if (known.isEmpty()) {
      return heads.createIfAbsent(ONLY, next, SYSTEM).isPresent();
    }
    try {
      OptionalLong version = OptionalLong.of(known.get().version());
      return heads.update(ONLY, version, SYSTEM, old -> next).version() > version.getAsLong();
    } catch (FaultException refused) {
      if (refused.fault() instanceof Fault.Stale) {
        return false;
      }
      throw refused;
    }
  }

  /** Deletes heads that were replaced long ago. */
  void forgetHeads() {
    heads.forgetHistory(ONLY, Instant.now().minus(Records.LONGEST_REQUEST));
  }

  /** Keeps a shard, if it is not kept already. */
  ShardRef write(Object shard) {
    byte[] json = Json.bytes(shard);
    String sha256 = DigestUtils.sha256Hex(json);
    bucket.create(key(sha256), json, TYPE);
    remembered.put(sha256, json);
    return new ShardRef(sha256, json.length);
  }

  /** The bytes of a shard; nothing when there is none of this name. */
  Optional<byte[]> read(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      return Optional.empty();
    }
    Optional<byte[]> known = Optional.ofNullable(remembered.getIfPresent(sha256));
    if (known.isPresent()) {
      return known;
    }
    Optional<byte[]> read = bucket.read(key(sha256));
    read.ifPresent(shard -> remembered.put(sha256, shard));
    return read;
  }

  /**
   * A shard that the head leads to.
   *
   * @throws MissingShard when it is not there
   */
  <T> T read(ShardRef shard, Class<T> type) {
    return read(shard.sha256())
        .map(json -> Json.read(json, type))
        .orElseThrow(() -> new MissingShard(shard.sha256()));
  }

  /** Names of the shards that were written before a moment. */
  Stream<String> writtenBefore(Instant moment) {
    return bucket
        .keysStoredBefore(FOLDER, moment)
        .map(SHARD::matcher)
        .filter(Matcher::matches)
        .map(shard -> shard.group(1));
  }

  void delete(String sha256) {
    bucket.delete(key(sha256));
    remembered.invalidate(sha256);
  }

  private static String key(String sha256) {
    return FOLDER + sha256 + ".json";
  }
}
