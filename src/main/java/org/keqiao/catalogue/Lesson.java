package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keqiao.fault.Fault;
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
 * @param life what has happened to it
 */
public record Lesson(
    LessonDraft about,
    List<Node> path,
    Owner owner,
    LessonState state,
    Optional<Instant> publishedAt,
    Map<String, Part> parts,
    Map<String, Part> captions,
    Life life) {

  /** What earlier versions of the program stored has no captions and no life. */
  @SuppressWarnings("ConstantValue")
  public Lesson {
    path = List.copyOf(path);
    parts = Map.copyOf(parts);
    captions = captions == null ? Map.of() : Map.copyOf(captions);
    life = life == null ? Life.NEW : life;
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
    return new Lesson(
        about, path, owner, LessonState.DRAFT, Optional.empty(), Map.of(), Map.of(), Life.NEW);
  }

  Lesson describedBy(LessonDraft changed, List<Node> changedPath) {
    return new Lesson(changed, changedPath, owner, state, publishedAt, parts, captions, life);
  }

  Lesson withPart(PartName name, Part part) {
    Map<String, Part> more = new TreeMap<>(parts);
    more.put(name.label(), part);
    return new Lesson(about, path, owner, state, publishedAt, more, captions, life);
  }

  Lesson withoutPart(PartName name) {
    Map<String, Part> fewer = new TreeMap<>(parts);
    fewer.remove(name.label());
    return new Lesson(about, path, owner, state, publishedAt, fewer, captions, life);
  }

  Lesson withCaptions(String language, Part file) {
    Map<String, Part> more = new TreeMap<>(captions);
    more.put(language, file);
    return new Lesson(about, path, owner, state, publishedAt, parts, more, life);
  }

  Lesson withoutCaptions(String language) {
    Map<String, Part> fewer = new TreeMap<>(captions);
    fewer.remove(language);
    return new Lesson(about, path, owner, state, publishedAt, parts, fewer, life);
  }

  /**
   * The same lesson, when it is not in the hands of reviewers.
   *
   * @throws FaultException conflict {@code lesson-submitted}
   */
  Lesson refuseSubmitted() {
    if (state.isWithReviewers()) {
      throw FaultException.conflict("lesson-submitted");
    }
    return this;
  }

  /**
   * A step on in its life.
   *
   * @throws FaultException conflict, when the step does not begin at its state
   */
  public Lesson after(Transition step, Instant at) {
    return after(Life.Step.of(step, step.from(state), at));
  }

  /** A step on in its life, for a reason. */
  public Lesson after(Transition step, Instant at, Optional<String> reason) {
    return after(new Life.Step(step, step.from(state), at, reason, Optional.empty()));
  }

  private Lesson after(Life.Step step) {
    Optional<Instant> published =
        step.step() == Transition.PUBLISH
            ? publishedAt.or(() -> Optional.of(step.at()))
            : publishedAt;
    return new Lesson(about, path, owner, step.to(), published, parts, captions, life.after(step));
  }

  /** The same, that was flagged for something that bad. */
  public Lesson flagged(Life.Severity severity) {
    return new Lesson(
        about, path, owner, state, publishedAt, parts, captions, life.flagged(severity));
  }

  /** The draft of its next version. */
  public Lesson next(Id id) {
    return new Lesson(
        about,
        path,
        owner,
        LessonState.DRAFT,
        Optional.empty(),
        parts,
        captions,
        Life.nextOf(id, life.release()));
  }

  /** The same lesson with the content of its next version. */
  public Lesson replacedBy(Id nextId, Lesson next, Instant at) {
    return new Lesson(
            next.about, next.path, owner, state, publishedAt, next.parts, next.captions, life)
        .after(
            new Life.Step(
                Transition.REPLACE,
                Transition.REPLACE.from(state),
                at,
                Optional.empty(),
                Optional.of(nextId)));
  }

  /** Whether everybody may see it, wherever they are: the only lessons that are told to caches. */
  @JsonIgnore
  public boolean isPublic() {
    return isFound() && about.audience().isEmpty();
  }

  /** Whether its audience finds it. */
  @JsonIgnore
  public boolean isFound() {
    return isServed() && state != LessonState.UNLISTED;
  }

  /** Whether its audience may read and play it. */
  @JsonIgnore
  public boolean isServed() {
    return state.isOut() && life.severity().filter(Life.Severity.SERIOUS::equals).isEmpty();
  }

  /** Why it was out and teachers do not get it any more. */
  public Optional<Fault> gone() {
    if (publishedAt.isEmpty() || isServed() || !isOver()) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault.Gone(
            state == LessonState.WITHDRAWN ? "lesson-withdrawn" : "lesson-suspended", List.of()));
  }

  private boolean isOver() {
    return state == LessonState.WITHDRAWN || state == LessonState.FLAGGED;
  }

  /** Its state as it is searched for: what is found although it is flagged counts as published. */
  List<String> states() {
    return state == LessonState.FLAGGED && isFound()
        ? List.of(state.label(), LessonState.PUBLISHED.label())
        : List.of(state.label());
  }

  /** One of its files. */
  public Optional<Part> part(PartName name) {
    return Optional.ofNullable(parts.get(name.label()));
  }
}
