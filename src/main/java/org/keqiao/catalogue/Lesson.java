package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/**
 * A lesson: a bundle of files on a chapter of a textbook.
 *
 * @param about what its curator says of it
 * @param path titles and ids of the chapters from the top of the textbook down to its node
 * @param owner who made it, and for which school
 * @param state where it stands in its life
 * @param publishedAt when it was first published
 * @param parts its files, by the part's label
 * @param captions files of captions of its video, by language (BCP 47)
 */
public record Lesson(
    LessonDraft about,
    List<Node> path,
    Owner owner,
    LessonState state,
    Optional<Instant> publishedAt,
    Map<String, Part> parts,
    Map<String, Part> captions) {

  /** What earlier versions of the program stored has no captions. */
  @SuppressWarnings("ConstantValue")
  public Lesson {
    path = List.copyOf(path);
    parts = Map.copyOf(parts);
    captions = captions == null ? Map.of() : Map.copyOf(captions);
  }

  /** A chapter on the way to the lesson's node. */
  public record Node(String id, String title) {

    static List<Node> path(List<Chapter> chapters) {
      return chapters.stream().map(chapter -> new Node(chapter.id(), chapter.title())).toList();
    }
  }

  /**
   * Whose lesson it is.
   *
   * @param account who made it
   * @param school for which school
   * @param region where that school stands
   */
  public record Owner(Id account, Optional<String> school, Optional<String> region) {}

  /** The chapters from the top of a textbook down to a node; empty when it has no such node. */
  public static List<Node> pathIn(Textbook textbook, String node) {
    return Node.path(textbook.path(node));
  }

  /** A lesson that nobody but its owner sees yet. */
  static Lesson draft(LessonDraft about, List<Node> path, Owner owner) {
    return new Lesson(about, path, owner, LessonState.DRAFT, Optional.empty(), Map.of(), Map.of());
  }

  Lesson describedBy(LessonDraft changed, List<Node> changedPath) {
    return new Lesson(changed, changedPath, owner, state, publishedAt, parts, captions);
  }

  Lesson withPart(PartName name, Part part) {
    Map<String, Part> more = new TreeMap<>(parts);
    more.put(name.label(), part);
    return new Lesson(about, path, owner, state, publishedAt, more, captions);
  }

  Lesson withoutPart(PartName name) {
    Map<String, Part> fewer = new TreeMap<>(parts);
    fewer.remove(name.label());
    return new Lesson(about, path, owner, state, publishedAt, fewer, captions);
  }

  Lesson withCaptions(String language, Part file) {
    Map<String, Part> more = new TreeMap<>(captions);
    more.put(language, file);
    return new Lesson(about, path, owner, state, publishedAt, parts, more);
  }

  Lesson withoutCaptions(String language) {
    Map<String, Part> fewer = new TreeMap<>(captions);
    fewer.remove(language);
    return new Lesson(about, path, owner, state, publishedAt, parts, fewer);
  }

  /**
   * The same lesson, when it is not in the hands of reviewers.
   *
   * @throws FaultException conflict {@code lesson-submitted}
   */
  Lesson refuseSubmitted() {
    if (state == LessonState.SUBMITTED) {
      throw FaultException.conflict("lesson-submitted");
    }
    return this;
  }

  Lesson in(LessonState next) {
    Optional<Instant> published =
        next == LessonState.PUBLISHED
            ? publishedAt.or(() -> Optional.of(Instant.now()))
            : publishedAt;
    return new Lesson(about, path, owner, next, published, parts, captions);
  }

  /** Whether everybody may see it, wherever they are: the only lessons that are told to caches. */
  @JsonIgnore
  public boolean isPublic() {
    return state == LessonState.PUBLISHED && about.audience().isEmpty();
  }

  /** One of its files. */
  public Optional<Part> part(PartName name) {
    return Optional.ofNullable(parts.get(name.label()));
  }
}
