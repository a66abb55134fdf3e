package org.keqiao.shards;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.keqiao.catalogue.Chapter;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.LessonUses;
import org.keqiao.catalogue.Life;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.Taxonomy;
import org.keqiao.catalogue.Textbook;
import org.keqiao.catalogue.TextbookService;
import org.keqiao.catalogue.collection.CollectionDraft;
import org.keqiao.catalogue.collection.CollectionService;
import org.keqiao.catalogue.collection.LessonCollection;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Json;
import org.keqiao.store.Records;

/** Servers over one real S3 server, without a search engine. */
final class Shelves implements AutoCloseable {

  private final EmbeddedBucket server;
  private final Bucket bucket;
  private final List<Bucket> others = new ArrayList<>();

  Shelves(Path folder) throws IOException {
    server = EmbeddedBucket.start(folder);
    bucket = open();
  }

  private Bucket open() throws IOException {
    return Bucket.open(
        new BucketSettings(Optional.empty(), "us-east-1", "test", "", "")
            .at(server.address(), server.accessKey(), server.secretKey()));
  }

  Bucket bucket() {
    return bucket;
  }

  /** Another server of the same bucket. */
  Server server() {
    return new Server(bucket);
  }

  /** A server that finds no shards, and has nothing in memory that says there were any. */
  Server serverWithoutHead() throws IOException {
    bucket.keys("records/catalogue-head/", "").toList().forEach(bucket::delete);
    Bucket own = open();
    others.add(own);
    return new Server(own);
  }

  @Override
  public void close() throws IOException {
    others.forEach(Bucket::close);
    bucket.close();
    server.close();
  }

  /** A textbook of units, each with chapters {@code <book>-<unit>-<chapter>}. */
  static Textbook book(String id, int units, int chapters) {
    return new Textbook(
        "primary",
        "math",
        "pep",
        "g3",
        "a",
        "课本" + id,
        IntStream.rangeClosed(1, units)
            .mapToObj(
                unit ->
                    new Chapter(
                        id + "-" + unit,
                        "第%d单元".formatted(unit),
                        Optional.of(unit * 10),
                        IntStream.rangeClosed(1, chapters)
                            .mapToObj(
                                chapter ->
                                    new Chapter(
                                        "%s-%d-%d".formatted(id, unit, chapter),
                                        "第%d课".formatted(chapter),
                                        Optional.empty(),
                                        List.of()))
                            .toList()))
            .toList());
  }

  /** A published lesson. */
  static Lesson lesson(String title, Optional<String> book, Optional<String> node, int second) {
    return new Lesson(
        Json.read(Json.bytes(about(title, book, node)), LessonDraft.class),
        List.of(),
        new Lesson.Owner(new Id("curator"), Optional.of("school-1"), Optional.empty()),
        LessonState.PUBLISHED,
        Optional.of(Instant.ofEpochSecond(1_700_000_000L + second)),
        Map.of(),
        Map.of(),
        Life.NEW);
  }

  private static Map<String, Object> about(
      String title, Optional<String> book, Optional<String> node) {
    Map<String, Object> about = new TreeMap<>();
    about.put("title", title);
    about.put("section", book.isPresent() ? "course" : "moral");
    book.ifPresent(id -> about.put("textbook", id));
    node.ifPresent(id -> about.put("node", id));
    return about;
  }

  /** What one server knows and does. */
  static final class Server {

    final Records<Lesson> lessons;
    final Records<Textbook> textbooks;
    final Records<Taxonomy> taxonomies;
    final Records<LessonCollection> collections;
    final Records<Media> media;
    final LessonUses uses;
    final ShardStore store;
    final ShardBuilder builder;
    private Changes changes = Changes.NONE;

    private Server(Bucket bucket) {
      lessons = new Records<>(bucket, LessonService.TYPE, Optional.empty());
      textbooks = new Records<>(bucket, TextbookService.TEXTBOOK, Optional.empty());
      taxonomies = new Records<>(bucket, TextbookService.TAXONOMY, Optional.empty());
      collections = new Records<>(bucket, CollectionService.TYPE, Optional.empty());
      media = new Records<>(bucket, MediaService.TYPE, Optional.empty());
      uses = new LessonUses(bucket);
      store = new ShardStore(bucket);
      builder =
          new ShardBuilder(
              store,
              new Library(
                  lessons,
                  textbooks,
                  taxonomies,
                  collections,
                  uses,
                  sha256 -> media.find(new Id(sha256)).map(Entry::value),
                  id -> Optional.of("学校" + id)));
      lessons.listen((id, before, after) -> note(Changes.of(id, before, after)));
      textbooks.listen((id, before, after) -> note(Changes.ofTextbook(id)));
      collections.listen((id, before, after) -> note(Changes.of(Changes.Other.COLLECTIONS)));
    }

    private synchronized void note(Changes more) {
      changes = changes.and(more);
    }

    /** Applies what this server has written since. */
    void apply() {
      Changes all;
      synchronized (this) {
        all = changes;
        changes = Changes.NONE;
      }
      builder.apply(all);
    }

    void plantTaxonomy() {
      List<Taxonomy.Term> none = List.of();
      taxonomies.plant(
          TextbookService.ONLY,
          new Taxonomy(none, none, none, none, none, none, none, none),
          "test");
    }

    Entry<Lesson> publish(String id, Lesson lesson) {
      return lessons.create(new Id(id), lesson, "test");
    }

    /** Publishes a collection, or puts other lessons into it. */
    void collect(String id, String title, List<String> lessons) {
      LessonCollection collection =
          new LessonCollection(
              new CollectionDraft(Optional.of(title), Optional.empty(), lessons),
              new Lesson.Owner(new Id("curator"), Optional.empty(), Optional.empty()),
              LessonCollection.State.PUBLISHED,
              Optional.of(Instant.ofEpochSecond(1_700_000_000L)));
      if (collections.createIfAbsent(new Id(id), collection, "test").isEmpty()) {
        collections.update(new Id(id), "test", old -> collection);
      }
    }

    /** The lessons of each collection. */
    List<List<String>> collected() {
      return store.read(head().collections(), CollectionsShard.class).items().stream()
          .map(each -> ids(each.items()))
          .toList();
    }

    Entry<Lesson> change(String id, UnaryOperator<Lesson> change) {
      return lessons.update(new Id(id), "test", change);
    }

    Head head() {
      return store.head().orElseThrow().value();
    }

    long version() {
      return store.head().orElseThrow().version();
    }

    Contents contents() {
      return store.read(head().contents(), Contents.class);
    }

    Contents.Book line(String book) {
      return contents().textbooks().stream()
          .filter(line -> line.id().equals(book))
          .findFirst()
          .orElseThrow();
    }

    BookShard shard(String book) {
      return store.read(line(book).shard(), BookShard.class);
    }

    List<String> newest() {
      return ids(store.read(head().newest(), Picks.class).items());
    }

    List<String> mostUsed() {
      return ids(store.read(head().mostUsed(), Picks.class).items());
    }
  }

  static List<String> ids(List<LessonEntry> entries) {
    return entries.stream().map(entry -> entry.id().value()).toList();
  }

  static Lesson in(Lesson lesson, LessonState state) {
    return new Lesson(
        lesson.about(),
        lesson.path(),
        lesson.owner(),
        state,
        lesson.publishedAt(),
        lesson.parts(),
        Map.of(),
        Life.NEW);
  }

  static Lesson about(Lesson lesson, String title, Optional<String> book, Optional<String> node) {
    return new Lesson(
        lesson(title, book, node, 0).about(),
        lesson.path(),
        lesson.owner(),
        lesson.state(),
        lesson.publishedAt(),
        lesson.parts(),
        Map.of(),
        Life.NEW);
  }

  static Lesson withVideo(Lesson lesson, String sha256) {
    Part video = new Part(sha256, "film.mp4", 10, "video/mp4", Optional.empty());
    return new Lesson(
        lesson.about(),
        lesson.path(),
        lesson.owner(),
        lesson.state(),
        lesson.publishedAt(),
        Map.of("video", video),
        Map.of(),
        Life.NEW);
  }
}
