package org.keqiao.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/** Any number of lessons on the chapters of the textbooks, the same in every run. */
public final class ManyLessons {

  private static final Instant NEWEST = Instant.parse("2026-09-01T00:00:00Z");
  private static final Id OWNER = new Id("a-bench");
  private static final List<String> TITLES =
      List.of(
          "%s",
          "《%s》",
          "%s：新授课",
          "%s练习课",
          "%s复习与整理",
          "%s公开课实录",
          "走进%s",
          "%s（第一课时）",
          "%s（第二课时）",
          "探究%s",
          "%s易错题讲解",
          "生活中的%s",
          "%s同步微课",
          "%s单元复习",
          "和孩子一起学%s");
  private static final List<String> SENTENCES =
      List.of(
          "从生活里的例子引入，让学生先动手再归纳。",
          "用一组对比练习分清容易混淆的概念。",
          "结合课本例题，讲清每一步为什么这样做。",
          "安排小组讨论，请学生说出自己的想法。",
          "最后用一道实际问题检查学生是否真正理解。",
          "配有学习任务单和分层作业，适合复式教学班。",
          "通过实验和观察得出结论，并学会记录数据。",
          "朗读与想象结合，体会作者的情感和用词。");
  private static final List<String> TEACHERS =
      List.of("沈若溪", "马建国", "王秀兰", "李文静", "张志强", "陈思远", "赵海燕", "刘晓东", "杨帆", "周敏");
  private static final List<String> EDITIONS = List.of("pep", "bnu");

  private final List<Place> places = new ArrayList<>();
  private final List<String> schools;

  private record Place(String id, Textbook book, List<Chapter> path) {}

  private record Seed(String id, Textbook value) {}

  /**
   * @param seeds folder of textbooks and schools
   * @throws IOException when one cannot be read
   */
  public ManyLessons(Path seeds) throws IOException {
    this.schools =
        Json.read(Files.readAllBytes(seeds.resolve("schools.json")), JsonNode.class)
            .findValuesAsText("id");
    try (Stream<Path> files = Files.list(seeds.resolve("textbooks"))) {
      for (Path file : files.sorted().toList()) {
        Seed seed = Json.read(Files.readAllBytes(file), Seed.class);
        leaves(seed, seed.value().chapters(), List.of());
      }
    }
  }

  private void leaves(Seed seed, List<Chapter> level, List<Chapter> above) {
    for (Chapter chapter : level) {
      List<Chapter> path = Stream.concat(above.stream(), Stream.of(chapter)).toList();
      if (chapter.children().isEmpty()) {
        places.add(new Place(seed.id(), seed.value(), path));
      } else {
        leaves(seed, chapter.children(), path);
      }
    }
  }

  /** The lessons from a number up to another, exclusive. */
  public Stream<Entry<Lesson>> between(int first, int end) {
    return IntStream.range(first, end).mapToObj(this::lesson);
  }

  private Entry<Lesson> lesson(int number) {
    Random random = new Random(number);
    Place place = places.get(random.nextInt(places.size()));
    Instant at = NEWEST.minus(Duration.ofMinutes(number));
    Lesson lesson =
        new Lesson(
            about(place, random),
            Lesson.Node.path(place.path()),
            new Lesson.Owner(OWNER, Optional.of(pick(schools, random)), Optional.empty()),
            LessonState.PUBLISHED,
            Optional.of(at),
            Map.of(),
            Map.of(),
            Life.NEW);
    return new Entry<>(new Id("many-%06d".formatted(number)), 1, at, at, OWNER.value(), lesson);
  }

  private LessonDraft about(Place place, Random random) {
    String topic = place.path().getLast().title();
    Chapter related = places.get(random.nextInt(places.size())).path().getLast();
    Textbook book = place.book();
    return new LessonDraft(
        Optional.of(pick(TITLES, random).formatted(topic)),
        Optional.of(topic + "。" + pick(SENTENCES, random) + pick(SENTENCES, random)),
        Optional.of("subject"),
        Optional.of("course"),
        Optional.of(book.stage()),
        Optional.of(book.subject()),
        Optional.of(random.nextInt(4) == 0 ? pick(EDITIONS, random) : book.edition()),
        Optional.of(book.grade()),
        Optional.of(book.volume()),
        Optional.of(place.id()),
        Optional.of(place.path().getLast().id()),
        List.of(topic, place.path().getFirst().title(), related.title()),
        Optional.of(pick(TEACHERS, random)),
        Optional.of("CC-BY-NC-SA-4.0"),
        List.of("zh-CN"),
        List.of(topic),
        List.of(),
        List.of(),
        List.of());
  }

  private static String pick(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
