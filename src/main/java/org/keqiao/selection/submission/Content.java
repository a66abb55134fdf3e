package org.keqiao.selection.submission;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.store.Id;

/**
 * What a lesson contained at a moment.
 *
 * @param hash of all its files, its captions, its title and its place in the textbook
 * @param path titles of the chapters down to its node
 */
public record Content(
    Id lesson,
    String hash,
    String title,
    Optional<String> lessonClass,
    String stage,
    String subject,
    String edition,
    String grade,
    String node,
    List<String> path) {

  /** Keeps its list from changing. */
  public Content {
    path = List.copyOf(path);
  }

  /** What a lesson contains now; nothing for one that does not hang on a node. */
  static Optional<Content> of(Id id, Lesson lesson) {
    LessonDraft about = lesson.about();
    boolean filed =
        about.stage().isPresent()
            && about.subject().isPresent()
            && about.edition().isPresent()
            && about.grade().isPresent()
            && about.node().isPresent();
    return filed
        ? Optional.of(
            new Content(
                id,
                hash(lesson),
                about.title().orElse(""),
                about.lessonClass(),
                about.stage().get(),
                about.subject().get(),
                about.edition().get(),
                about.grade().get(),
                about.node().get(),
                lesson.path().stream().map(Lesson.Node::title).toList()))
        : Optional.empty();
  }

  /** The hash of what a lesson contains. */
  static String hash(Lesson lesson) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(lesson.parts())
        .forEach((name, part) -> all.append(name).append(' ').append(part.sha256()).append('\n'));
    new TreeMap<>(lesson.captions())
        .forEach((name, part) -> all.append(name).append(' ').append(part.sha256()).append('\n'));
    all.append(lesson.about().title().orElse("")).append('\n');
    all.append(lesson.about().node().orElse(""));
    return DigestUtils.sha256Hex(all.toString());
  }

  /**
   * The files alone, captions too: lessons that have the same ones are the same lesson under
   * another title.
   */
  static String files(Lesson lesson) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(lesson.parts())
        .forEach((name, part) -> all.append(name).append(' ').append(part.sha256()).append('\n'));
    new TreeMap<>(lesson.captions())
        .forEach((name, part) -> all.append(name).append(' ').append(part.sha256()).append('\n'));
    return DigestUtils.sha256Hex(all.toString());
  }

  /** Grade, subject, edition and node: what a round has one lesson for. */
  public String nodeKey() {
    return String.join("/", grade, subject, edition, node);
  }
}
