package org.keqiao.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a judgement looks at: where a lesson is filed, and what it says that it teaches.
 *
 * @param node id of its chapter; empty when it hangs on none
 */
record FiledLesson(
    String id, String title, String node, String subject, String edition, List<String> keywords) {

  static FiledLesson of(JsonNode seed) {
    JsonNode value = seed.path("value");
    List<String> keywords = new ArrayList<>();
    value.path("keywords").forEach(keyword -> keywords.add(keyword.asText()));
    return new FiledLesson(
        seed.path("id").asText(),
        value.path("title").asText(),
        value.path("node").asText(),
        value.path("subject").asText(),
        value.path("edition").asText(),
        List.copyOf(keywords));
  }

  /** Whether it hangs on a chapter or below it. */
  boolean isIn(String chapter) {
    return node.equals(chapter) || node.startsWith(chapter + "-");
  }
}
