package org.keqiao.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.keqiao.shards.Shelves.about;
import static org.keqiao.shards.Shelves.book;
import static org.keqiao.shards.Shelves.ids;
import static org.keqiao.shards.Shelves.in;
import static org.keqiao.shards.Shelves.lesson;
import static org.keqiao.shards.Shelves.withVideo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.catalogue.Cost;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonState;
import org.keqiao.ingest.Media;
import org.keqiao.store.Id;

/** Shards over a real S3 server. */
class ShardBuilderTest {

  private static final Optional<String> ONE = Optional.of("one");
  private static final Optional<String> TWO = Optional.of("two");

  @TempDir Path folder;

  private Shelves shelves;
  private Shelves.Server here;
  private Shelves.Server there;

  @BeforeEach
  void open() throws IOException {
    shelves = new Shelves(folder);
    here = shelves.server();
    there = shelves.server();
    here.plantTaxonomy();
    here.textbooks.plant(new Id("one"), book("one", 2, 2), "test");
    here.textbooks.plant(new Id("two"), book("two", 2, 2), "test");
  }

  @AfterEach
  void close() throws IOException {
    shelves.close();
  }

  private static Optional<String> node(String id) {
    return Optional.of(id);
  }

  @Test
  void rebuild_countsTheLessonsOnANodeAndBelow() {
    here.publish("a", lesson("甲", ONE, node("one-1-1"), 1));
    here.publish("b", lesson("乙", ONE, node("one-1-1"), 2));
    here.publish("c", lesson("丙", ONE, node("one-1"), 3));
    here.publish("d", lesson("丁", ONE, node("one-9"), 4));
    here.publish("e", lesson("戊", Optional.empty(), Optional.empty(), 5));
    here.builder.rebuild();
    BookShard shard = here.shard("one");
    assertThat(shard.lessons()).isEqualTo(4);
    assertThat(shard.chapters()).extracting(BookShard.Node::lessons).containsExactly(3, 0);
    BookShard.Node unit = shard.chapters().getFirst();
    assertThat(unit.children()).extracting(BookShard.Node::lessons).containsExactly(2, 0);
    assertThat(ids(unit.items())).containsExactly("c");
    assertThat(ids(unit.children().getFirst().items())).containsExactly("b", "a");
    assertThat(ids(shard.unplaced())).containsExactly("d");
    assertThat(here.line("two").lessons()).isZero();
    assertThat(here.contents().sections())
        .extracting(Contents.Section::id, Contents.Section::lessons)
        .containsExactly(tuple("moral", 1));
    assertThat(here.head().lessons()).isEqualTo(5);
    assertThat(here.newest()).containsExactly("e", "d", "c", "b", "a");
  }

  @Test
  void lesson_thatNotEverybodyMaySee_standsInNoShard() {
    for (LessonState state : LessonState.values()) {
      here.publish(state.label(), in(lesson(state.name(), ONE, node("one-1"), 1), state));
    }
    here.builder.rebuild();
    assertThat(here.shard("one").entries().map(entry -> entry.id().value()))
        .containsExactlyInAnyOrder("published", "flagged");
    assertThat(here.newest()).containsExactly("flagged", "published");
  }

  @Test
  void change_ofOneLesson_leavesTheOtherShelvesAsTheyAre() {
    here.publish("a", lesson("甲", ONE, node("one-1"), 1));
    here.publish("b", lesson("乙", TWO, node("two-1"), 2));
    here.builder.rebuild();
    Head before = here.head();
    long version = here.version();
    ShardRef other = here.line("two").shard();
    here.change("a", old -> about(old, "甲二", ONE, node("one-2")));
    here.apply();
    assertThat(here.version()).isEqualTo(version + 1);
    assertThat(here.head().taxonomy()).isEqualTo(before.taxonomy());
    assertThat(here.line("two").shard()).isEqualTo(other);
    assertThat(here.shard("one").chapters())
        .extracting(BookShard.Node::lessons)
        .containsExactly(0, 1);
    assertThat(there.store.read(before.contents().sha256())).isPresent();
  }

  @Test
  void draft_writtenOrChanged_changesNothing() {
    here.builder.rebuild();
    long before = here.version();
    here.publish("a", in(lesson("甲", ONE, node("one-1"), 1), LessonState.DRAFT));
    here.apply();
    here.builder.rebuild();
    assertThat(here.version()).isEqualTo(before);
  }

  @Test
  void lesson_withdrawnAtOneServerWhileChangedAtTheOther_isGone() {
    here.publish("a", lesson("甲", ONE, node("one-1"), 1));
    here.builder.rebuild();
    here.change("a", old -> about(old, "甲二", ONE, node("one-1")));
    there.change("a", old -> in(old, LessonState.WITHDRAWN));
    there.apply();
    here.apply();
    assertThat(here.line("one").lessons()).isZero();
    assertThat(here.newest()).isEmpty();
  }

  @Test
  void textbook_withOtherChapters_hangsItsLessonsAnew() {
    here.publish("a", lesson("甲", ONE, node("one-3-1"), 1));
    here.builder.rebuild();
    assertThat(ids(here.shard("one").unplaced())).containsExactly("a");
    here.textbooks.update(new Id("one"), "test", old -> book("one", 3, 1));
    here.apply();
    assertThat(here.shard("one").unplaced()).isEmpty();
    assertThat(here.shard("one").chapters().getLast().lessons()).isEqualTo(1);
  }

  @Test
  void lesson_whoseVideoBecomesPlayable_saysWhatItTakes() {
    String sha256 = "ab".repeat(32);
    here.publish("a", withVideo(lesson("甲", ONE, node("one-1"), 1), sha256));
    assertThat(here.builder.rebuild()).containsExactly(new Id("a"));
    here.media.create(
        new Id(sha256),
        new Media(
            "media/x",
            90_000,
            List.of(
                new Media.Rendition(
                    "audio", 0, 1, 30, "a.m3u8", Optional.empty(), Optional.empty()),
                new Media.Rendition(
                    "video", 240, 1, 100, "v.m3u8", Optional.of("a.m3u8"), Optional.empty())),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            List.of()),
        "test");
    assertThat(here.builder.rebuild()).isEmpty();
    assertThat(here.shard("one").entries().findFirst().orElseThrow().media())
        .contains(
            new LessonEntry.Summary(
                90, Optional.of(new Cost("audio", 30)), Optional.of(new Cost("video", 130))));
  }

  @Test
  void newest_isFull_andFillsUpWhenOneLeaves() {
    for (int i = 0; i < Picks.MOST + 2; i++) {
      here.publish("lesson-" + i, lesson("课", ONE, node("one-1"), i));
    }
    here.builder.rebuild();
    assertThat(here.newest()).hasSize(Picks.MOST).endsWith("lesson-2").doesNotContain("lesson-1");
    here.change("lesson-50", old -> in(old, LessonState.WITHDRAWN));
    here.apply();
    assertThat(here.newest()).hasSize(Picks.MOST).endsWith("lesson-1").doesNotContain("lesson-50");
  }

  @Test
  void mostUsed_isInTheOrderOfPlays_ofAllServers() {
    for (String id : List.of("a", "b", "c", "d")) {
      here.publish(id, lesson(id, ONE, node("one-1"), 1));
    }
    IntStream.range(0, 3).forEach(i -> here.uses.count(new Id("b")));
    IntStream.range(0, 2).forEach(i -> there.uses.count(new Id("c")));
    IntStream.range(0, 2).forEach(i -> there.uses.count(new Id("b")));
    IntStream.range(0, 9).forEach(i -> there.uses.count(new Id("a")));
    here.uses.flush();
    there.uses.flush();
    here.builder.rebuild();
    assertThat(here.mostUsed()).containsExactly("a", "b", "c");
    here.change("a", old -> in(old, LessonState.WITHDRAWN));
    here.apply();
    assertThat(here.mostUsed()).containsExactly("b", "c");
    IntStream.range(0, 9).forEach(i -> there.uses.count(new Id("d")));
    there.uses.flush();
    here.builder.apply(Changes.of(Changes.Other.USES));
    assertThat(here.mostUsed()).containsExactly("d", "b", "c");
  }

  @Test
  void shards_builtByManyChanges_equalThoseBuiltAtOnce() throws IOException {
    Random random = new Random(7);
    here.builder.rebuild();
    IntStream.range(0, 20).forEach(i -> here.uses.count(new Id("lesson-" + i)));
    here.uses.flush();
    there.uses.refresh();
    for (int step = 0; step < 400; step++) {
      Shelves.Server server = random.nextBoolean() ? here : there;
      change(server, "lesson-" + random.nextInt(140), random, step);
      if (random.nextInt(5) == 0) {
        server.apply();
      }
    }
    here.apply();
    there.apply();
    Head changed = here.head();
    assertThat(here.version()).isGreaterThan(20);
    Shelves.Server later = shelves.serverWithoutHead();
    later.builder.rebuild();
    assertThat(later.version()).isEqualTo(1);
    assertThat(later.head()).isEqualTo(changed);
    assertThat(changed.lessons()).isGreaterThan(50);
  }

  private static void change(Shelves.Server server, String id, Random random, int step) {
    Optional<String> book = List.of(ONE, TWO, Optional.<String>empty()).get(random.nextInt(3));
    Optional<String> node =
        book.map(name -> "%s-%d-%d".formatted(name, random.nextInt(3), random.nextInt(3)));
    Lesson fresh = lesson("课" + step, book, node, step);
    if (server.lessons.newest(new Id(id)).isEmpty()) {
      server.publish(id, fresh);
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> server.change(id, old -> in(old, LessonState.WITHDRAWN));
      case 1 -> server.change(id, old -> in(old, LessonState.PUBLISHED));
      case 2 -> server.change(id, old -> about(old, "课" + step, book, node));
      case 3 ->
          server.collect(
              "series-" + random.nextInt(3), "系列" + step, List.of(id, "lesson-0", "lesson-1"));
      default ->
          server.textbooks.update(
              new Id("one"), "test", old -> book("one", 1 + random.nextInt(3), 2));
    }
  }

  @Test
  void collection_showsItsLessonsInOrder_whileEverybodyMaySeeThem() {
    here.publish("a", lesson("甲", ONE, node("one-1"), 1));
    here.publish("b", lesson("乙", ONE, node("one-1"), 2));
    here.builder.rebuild();
    here.collect("series", "系列", List.of("b", "a", "c"));
    here.apply();
    assertThat(here.collected()).containsExactly(List.of("b", "a"));
    here.change("b", old -> in(old, LessonState.WITHDRAWN));
    here.publish("c", lesson("丙", ONE, node("one-1"), 3));
    here.apply();
    assertThat(here.collected()).containsExactly(List.of("a", "c"));
  }

  @Test
  void servers_thatApplyAtOnce_loseNothing() throws Exception {
    here.builder.rebuild();
    List<Shelves.Server> servers = IntStream.range(0, 4).mapToObj(i -> shelves.server()).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers =
          IntStream.range(0, servers.size())
              .<Future<?>>mapToObj(
                  mine -> threads.submit(() -> publishTen(servers.get(mine), mine)))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertThat(here.head().lessons()).isEqualTo(40);
    assertThat(here.newest()).hasSize(40);
  }

  private static void publishTen(Shelves.Server server, int mine) {
    for (int i = 0; i < 10; i++) {
      server.publish("lesson-%d-%d".formatted(mine, i), lesson("课", ONE, node("one-1"), i));
      server.apply();
    }
  }

  @Test
  void rebuild_afterAShardWasLost_bringsItBack() {
    here.publish("a", lesson("甲", ONE, node("one-1"), 1));
    here.builder.rebuild();
    Head whole = here.head();
    shelves.bucket().delete("catalogue/%s.json".formatted(whole.contents().sha256()));
    shelves.bucket().delete("catalogue/%s.json".formatted(here.line("one").shard().sha256()));
    shelves.server().builder.rebuild();
    Shelves.Server reader = shelves.server();
    assertThat(reader.head()).isEqualTo(whole);
    assertThat(reader.shard("one").lessons()).isEqualTo(1);
  }
}
