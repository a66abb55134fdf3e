package org.keqiao.catalogue.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.Part;
import org.keqiao.store.Json;

/**
 * All of a lesson that teachers get, as a reviewer saw it.
 *
 * @param about SHA-256 of what is said of it, hex
 * @param files SHA-256 of its files, by the part's label or {@code captions/} and the language
 */
public record Content(String about, Map<String, String> files) {

  /** Keeps its files in one order. */
  public Content {
    files = new TreeMap<>(files);
  }

  /** What a lesson has now. */
  public static Content of(Lesson lesson) {
    Map<String, String> files = new TreeMap<>();
    lesson.parts().forEach((part, file) -> files.put(part, file.sha256()));
    Map<String, Part> captions = lesson.captions();
    captions.forEach((language, file) -> files.put("captions/" + language, file.sha256()));
    return new Content(DigestUtils.sha256Hex(said(lesson.about())), files);
  }

  /**
   * The same bytes for the same facts, also once a later version of the program knows more kinds of
   * them: what is not said is left out, and names are in order.
   */
  private static byte[] said(LessonDraft about) {
    ObjectNode node = Json.read(Json.bytes(about), ObjectNode.class);
    Map<String, Object> facts = new TreeMap<>();
    node.properties().stream()
        .filter(fact -> !fact.getValue().isNull())
        .filter(fact -> !fact.getValue().isArray() || !fact.getValue().isEmpty())
        .forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
    return Json.bytes(facts);
  }

  /** One hash over all of it, hex. */
  public String hash() {
    StringBuilder all = new StringBuilder(about);
    files.forEach((name, sha256) -> all.append('\n').append(name).append(' ').append(sha256));
    return DigestUtils.sha256Hex(all.toString());
  }
}
