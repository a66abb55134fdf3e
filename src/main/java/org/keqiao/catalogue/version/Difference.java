package org.keqiao.catalogue.version;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.Part;
import org.keqiao.store.Json;

/**
 * How the content of one version differs from that of an earlier one.
 *
 * @param fields what is said of the lesson, by the names that the API has for it
 * @param files its files, told by their content
 */
public record Difference(List<Field> fields, List<File> files) {

  /** What has happened to something. */
  public enum Change {
    /** It was not there before. */
    @JsonProperty("added")
    ADDED,
    /** It is another. */
    @JsonProperty("changed")
    CHANGED,
    /** It is there no more. */
    @JsonProperty("removed")
    REMOVED;

    private static Change of(boolean before, boolean after) {
      if (before && after) {
        return CHANGED;
      }
      return after ? ADDED : REMOVED;
    }
  }

  /** Something that is said. */
  public record Field(
      String name, Change change, Optional<JsonNode> before, Optional<JsonNode> after) {}

  /**
   * A file.
   *
   * @param name label of the part, or {@code captions/} and the language
   */
  public record File(String name, Change change, Optional<Part> before, Optional<Part> after) {}

  /** Between two versions. */
  public static Difference between(Lesson before, Lesson after) {
    return new Difference(fields(before, after), files(before, after));
  }

  private static List<Field> fields(Lesson before, Lesson after) {
    ObjectNode old = Json.read(Json.bytes(before.about()), ObjectNode.class);
    ObjectNode now = Json.read(Json.bytes(after.about()), ObjectNode.class);
    TreeSet<String> names = new TreeSet<>();
    old.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      Optional<JsonNode> was = said(old, name);
      Optional<JsonNode> is = said(now, name);
      if (!was.equals(is)) {
        fields.add(new Field(name, Change.of(was.isPresent(), is.isPresent()), was, is));
      }
    }
    return fields;
  }

  private static Optional<JsonNode> said(ObjectNode about, String name) {
    return Optional.ofNullable(about.get(name))
        .filter(value -> !value.isNull())
        .filter(value -> !value.isArray() || !value.isEmpty());
  }

  private static List<File> files(Lesson before, Lesson after) {
    Map<String, Part> old = files(before);
    Map<String, Part> now = files(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    List<File> files = new ArrayList<>();
    for (String name : names) {
      Optional<Part> was = Optional.ofNullable(old.get(name));
      Optional<Part> is = Optional.ofNullable(now.get(name));
      if (!Objects.equals(was.map(Part::sha256), is.map(Part::sha256))) {
        files.add(new File(name, Change.of(was.isPresent(), is.isPresent()), was, is));
      }
    }
    return files;
  }

  private static Map<String, Part> files(Lesson lesson) {
    Map<String, Part> files = new TreeMap<>(lesson.parts());
    lesson.captions().forEach((language, file) -> files.put("captions/" + language, file));
    return files;
  }
}
