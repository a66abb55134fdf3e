package org.keqiao.shards;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deletes shards that no head leads to any more. A reader may still hold an older head, so that
 * only what was written long ago is deleted; a shard that becomes current again at the very moment
 * of its deletion is written again with the next building of all shards.
 */
final class OldShards {

  /** Nobody holds a head for so long without asking for the current one. */
  static final Duration AGE = Duration.ofDays(2);

  private final ShardStore store;

  OldShards(ShardStore store) {
    this.store = store;
  }

  /** Deletes heads that were replaced. */
  void sweepHeads() {
    store.forgetHeads();
  }

  /**
   * Deletes what was written before a moment and is not current.
   *
   * @return how many shards
   */
  int sweep(Instant before) {
    List<String> old = store.writtenBefore(before).toList();
    Set<String> current = new HashSet<>();
    store.head().ifPresent(found -> reach(found.value(), current));
    if (current.isEmpty()) {
      return 0;
    }
    List<String> unused = old.stream().filter(sha256 -> !current.contains(sha256)).toList();
    unused.forEach(store::delete);
    return unused.size();
  }

  private void reach(Head head, Set<String> current) {
    Contents contents = store.read(head.contents(), Contents.class);
    Stream.concat(
            Stream.of(
                head.taxonomy(),
                head.contents(),
                head.newest(),
                head.mostUsed(),
                head.collections()),
            contents.lines().values().stream().map(Contents.Line::shard))
        .map(ShardRef::sha256)
        .forEach(current::add);
  }
}
