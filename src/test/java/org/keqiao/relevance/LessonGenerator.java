package org.keqiao.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keqiao.catalogue.Textbook;
import org.keqiao.store.Json;

/**
 * Makes lessons for every leaf of a book, as seeds: the same ones in every run. One in four leaves
 * has a lesson beside the syllabus too, which speaks of the same things and hangs on no chapter.
 */
final class LessonGenerator {

  private static final Instant FIRST = Instant.parse("2023-09-01T00:30:00Z");
  private static final int DAYS = 3 * 365;
  private static final List<String> TEACHERS =
      List.of(
          "沈若溪 赵丽娟 马玉洁 田慧敏 叶国栋 康大鹏 何静 杨春燕 牛建军 王小梅 李雪莲 张志强 刘芳 陈永红 杜娟 孙海燕"
              .concat(" 郭平 白云飞 党红霞 石磊 苟晓琴 魏东升 蒲秀兰 汪洋 鲁桂英 常青 邵明 温柔 段宏伟 景春")
              .split(" "));
  private static final List<String> LICENCES =
      List.of("CC-BY-NC-SA-4.0", "CC-BY-4.0", "CC-BY-NC-ND-4.0");

  private final List<LessonTemplate> templates = LessonTemplate.all();
  private final Map<String, String> names = new HashMap<>();
  private final List<JsonNode> schools = new ArrayList<>();

  /**
   * @param taxonomy the seeds' taxonomy, for the names of its terms
   * @param schools the seeds' schools
   */
  LessonGenerator(JsonNode taxonomy, JsonNode schools) {
    for (String facet : List.of("subject", "edition", "grade", "volume")) {
      for (JsonNode term : taxonomy.at("/0/value/" + facet + "s")) {
        names.put(facet + term.path("id").asText(), term.path("name").asText());
      }
    }
    for (JsonNode school : schools) {
      if (school.at("/value/kind").asText().equals("urban")) {
        this.schools.add(school);
      }
    }
  }

  /** The lessons on the topics of one book. */
  ArrayNode lessons(List<Topic> topics) {
    ArrayNode lessons = Json.STORED.createArrayNode();
    for (int place = 0; place < topics.size(); place++) {
      Topic topic = topics.get(place);
      List<LessonTemplate> kinds =
          new ArrayList<>(
              templates.stream().filter(t -> t.ofCourse(topic.shelf().book().subject())).toList());
      kinds.remove(topic.pick("absent", kinds.size()));
      if (topic.pick("aside", 4) == 0) {
        List<LessonTemplate> aside = templates.stream().filter(LessonTemplate::ofSection).toList();
        kinds.add(aside.get(topic.pick("section", aside.size())));
      }
      Map<String, String> words = words(topics, place);
      for (LessonTemplate kind : kinds) {
        lessons.add(seed(topic, kind, words));
      }
    }
    return lessons;
  }

  private Map<String, String> words(List<Topic> topics, int place) {
    Topic topic = topics.get(place);
    Textbook book = topic.shelf().book();
    Map<String, String> words = new HashMap<>();
    words.put("name", topic.name());
    words.put("phrase", topic.phrase());
    words.put("point1", topic.points().getFirst());
    words.put("point2", topic.points().get(1));
    words.put("chapter", topic.shelf().chapter());
    words.put("before", topics.get(Math.max(place - 1, 0)).name());
    words.put("after", topics.get(Math.min(place + 1, topics.size() - 1)).name());
    words.put("other", topics.get(topic.pick("other", topics.size())).name());
    words.put("subject", names.getOrDefault("subject" + book.subject(), ""));
    words.put("edition", names.getOrDefault("edition" + book.edition(), ""));
    words.put("grade", names.getOrDefault("grade" + book.grade(), ""));
    words.put("volume", names.getOrDefault("volume" + book.volume(), ""));
    return words;
  }

  private ObjectNode seed(Topic topic, LessonTemplate kind, Map<String, String> words) {
    int number = templates.indexOf(kind);
    String purpose = "lesson" + number;
    ObjectNode seed = Json.STORED.createObjectNode();
    seed.put("id", "made-%s-%02d".formatted(topic.node(), number));
    ObjectNode value = seed.putObject("value");
    value.put("title", LessonTemplate.fill(kind.title(), words));
    value.put("description", LessonTemplate.fill(kind.description(), words));
    value.put("lessonClass", kind.title().contains("实验课") ? "experiment" : "subject");
    value.put("section", kind.section());
    file(value, topic, kind);
    keywords(topic, number).forEach(value.putArray("keywords")::add);
    JsonNode school = schools.get(topic.pick("school" + purpose, schools.size()));
    value.put("teacher", TEACHERS.get(topic.pick("teacher" + purpose, TEACHERS.size())));
    value.put("school", school.path("id").asText());
    value.put("region", school.at("/value/region").asText());
    value.put("licence", LICENCES.get(topic.pick("licence" + purpose, LICENCES.size())));
    value.putArray("languages").add("zh-CN");
    value.put(
        "publishedAt",
        FIRST.plus(Duration.ofDays(topic.pick("published" + purpose, DAYS))).toString());
    return seed;
  }

  private static void file(ObjectNode value, Topic topic, LessonTemplate kind) {
    Textbook book = topic.shelf().book();
    value.put("stage", book.stage());
    value.put("subject", book.subject());
    value.put("grade", book.grade());
    if (kind.ofSection()) {
      return;
    }
    value.put("edition", book.edition());
    value.put("volume", book.volume());
    value.put("textbook", topic.shelf().bookId());
    value.put("node", topic.node());
  }

  /** Every lesson carries the topic's first knowledge point, and some of the others. */
  private static List<String> keywords(Topic topic, int number) {
    List<String> keywords = new ArrayList<>(topic.points());
    if (keywords.size() > 2) {
      keywords.remove(1 + topic.pick("keyword" + number, keywords.size() - 1));
    }
    return keywords;
  }
}
