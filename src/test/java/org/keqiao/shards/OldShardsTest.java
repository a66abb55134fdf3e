package org.keqiao.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.shards.Shelves.about;
import static org.keqiao.shards.Shelves.book;
import static org.keqiao.shards.Shelves.lesson;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.store.Id;

/** Which shards are deleted, over a real S3 server. */
class OldShardsTest {

  private static final Optional<String> ONE = Optional.of("one");

  @TempDir Path folder;

  @Test
  void sweep_deletesWhatIsOldAndNotCurrent() throws IOException {
    try (Shelves shelves = new Shelves(folder)) {
      Shelves.Server server = shelves.server();
      server.plantTaxonomy();
      server.textbooks.plant(new Id("one"), book("one", 2, 2), "test");
      server.publish("a", lesson("甲", ONE, Optional.empty(), 1));
      server.builder.rebuild();
      Head old = server.head();
      server.change("a", before -> about(before, "甲二", ONE, Optional.of("one-1")));
      server.apply();
      Head current = server.head();
      OldShards sweeper = new OldShards(server.store);

      assertThat(sweeper.sweep(Instant.now().minusSeconds(3600))).isZero();
      assertThat(shelves.server().store.read(old.contents().sha256())).isPresent();

      assertThat(sweeper.sweep(Instant.now().plusSeconds(3600))).isEqualTo(3);
      assertThat(shelves.server().store.read(old.contents().sha256())).isEmpty();
      Shelves.Server reader = shelves.server();
      assertThat(reader.head()).isEqualTo(current);
      assertThat(reader.shard("one").lessons()).isEqualTo(1);
      assertThat(reader.newest()).containsExactly("a");
      assertThat(reader.mostUsed()).isEmpty();
    }
  }
}
