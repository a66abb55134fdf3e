package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.store.Id;

/**
 * What has happened to a lesson. Names nobody: who did it stands in the audit, and reviewers stay
 * unknown to authors.
 *
 * @param release how often other content went out to teachers: 1 for the first
 * @param replaces the published lesson that this one is the next version of
 * @param severity how bad it is, while it is flagged
 * @param history its steps, the first first
 */
public record Life(
    int release, Optional<Replaced> replaces, Optional<Severity> severity, List<Step> history) {

  /** Of a lesson to which nothing has happened. */
  public static final Life NEW = new Life(0, Optional.empty(), Optional.empty(), List.of());

  /** Keeps its history from changing. */
  public Life {
    history = List.copyOf(history);
  }

  /** How bad it is. */
  public enum Severity {
    /** It goes on being found and played. */
    @JsonProperty("minor")
    MINOR,
    /** Nobody gets it until somebody has looked at it. */
    @JsonProperty("serious")
    SERIOUS
  }

  /**
   * A step.
   *
   * @param reason code of the reason, when it needs one
   * @param next the lesson whose content came in, when it was replaced
   */
  public record Step(
      Transition step, LessonState to, Instant at, Optional<String> reason, Optional<Id> next) {

    static Step of(Transition step, LessonState to, Instant at) {
      return new Step(step, to, at, Optional.empty(), Optional.empty());
    }
  }

  /**
   * What a next version comes in place of.
   *
   * @param release the one that it was begun from
   */
  public record Replaced(Id lesson, int release) {}

  /** Of the next version of a lesson. */
  static Life nextOf(Id lesson, int release) {
    return new Life(0, Optional.of(new Replaced(lesson, release)), Optional.empty(), List.of());
  }

  Life after(Step step) {
    boolean content = step.step() == Transition.PUBLISH || step.step() == Transition.REPLACE;
    return new Life(
        content ? release + 1 : release,
        replaces,
        step.to() == LessonState.FLAGGED ? severity : Optional.empty(),
        Stream.concat(history.stream(), Stream.of(step)).toList());
  }

  Life flagged(Severity how) {
    return new Life(release, replaces, Optional.of(how), history);
  }

  /** Its last step of a kind. */
  public Optional<Step> last(Transition kind) {
    return history.reversed().stream().filter(each -> each.step() == kind).findFirst();
  }

  /** Whether the content of a next version has come in. */
  @JsonIgnore
  public boolean took(Id next) {
    return history.stream().anyMatch(each -> each.next().filter(next::equals).isPresent());
  }
}
