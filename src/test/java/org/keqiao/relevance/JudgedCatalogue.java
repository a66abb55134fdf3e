package org.keqiao.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.store.Json;

/**
 * A program of its own that begins with the seeds and thousands of generated lessons, and with a
 * teacher of whom nothing is known: a profile would favour some of the queries.
 */
final class JudgedCatalogue implements AutoCloseable {

  /** Login of the teacher without a profile. */
  static final String TEACHER = "newcomer";

  private static final Path SEEDS = Path.of("seeds");
  private static final Path FOLDER = Path.of("target", "test-data", "relevance");

  private final List<FiledLesson> lessons;
  private final Keqiao program;

  private JudgedCatalogue(List<FiledLesson> lessons, Keqiao program) {
    this.lessons = lessons;
    this.program = program;
  }

  static JudgedCatalogue start() throws IOException, InterruptedException {
    Folders.delete(FOLDER);
    Path seeds = FOLDER.resolve("seeds");
    List<FiledLesson> lessons = writeSeeds(seeds);
    Keqiao program =
        Keqiao.start(
            RunningKeqiao.settings(
                FOLDER.resolve("data"),
                Map.of("KEQIAO_SEEDS", seeds.toString(), "KEQIAO_DEMO_MEDIA", "false")));
    return new JudgedCatalogue(lessons, program);
  }

  List<FiledLesson> lessons() {
    return lessons;
  }

  int port() {
    return program.port();
  }

  @Override
  public void close() {
    program.close();
  }

  private static List<FiledLesson> writeSeeds(Path seeds) throws IOException {
    copy(seeds);
    ArrayNode accounts = (ArrayNode) read(SEEDS.resolve("accounts.json"));
    accounts
        .addObject()
        .put("login", TEACHER)
        .put("name", "新来的老师")
        .putArray("roles")
        .addObject()
        .put("role", "teacher")
        .put("scope", "maying-liuwan-primary");
    write(seeds.resolve("accounts.json"), accounts);
    LessonGenerator generator =
        new LessonGenerator(
            read(SEEDS.resolve("taxonomy.json")), read(SEEDS.resolve("schools.json")));
    for (List<Topic> book : new Topics().of(SEEDS.resolve("textbooks"))) {
      String name = "made-" + book.getFirst().shelf().bookId() + ".json";
      write(seeds.resolve("lessons").resolve(name), generator.lessons(book));
    }
    List<FiledLesson> lessons = new ArrayList<>();
    try (Stream<Path> files = Files.list(seeds.resolve("lessons"))) {
      for (Path file : files.sorted().toList()) {
        read(file).forEach(seed -> lessons.add(FiledLesson.of(seed)));
      }
    }
    return List.copyOf(lessons);
  }

  private static void copy(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(SEEDS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        Path copy = target.resolve(SEEDS.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return Json.STORED.readTree(Files.readAllBytes(file));
  }

  private static void write(Path file, JsonNode content) throws IOException {
    Files.write(file, Json.bytes(content));
  }
}
