package org.keqiao.catalogue.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.Life;
import org.keqiao.catalogue.Transition;
import org.keqiao.store.Id;

/**
 * That a teacher says that something is wrong with a lesson. What became of it is read from the
 * life of the lesson, so that both cannot disagree.
 *
 * @param reporter id of her account; the maker of the lesson never hears
 * @param version of the lesson's record that she looked at
 * @param reason code of the table of reasons
 */
public record Report(
    Id lesson, Id reporter, long version, String reason, Optional<String> words, Instant at) {

  private static final Set<Transition> ENDS = Set.of(Transition.CLEAR, Transition.WITHDRAW);

  /** What became of it. */
  public enum State {
    /** Nobody has decided yet. */
    @JsonProperty("open")
    OPEN,
    /** The lesson was withdrawn. */
    @JsonProperty("upheld")
    UPHELD,
    /** Reviewers found nothing against the lesson. */
    @JsonProperty("dismissed")
    DISMISSED
  }

  /** What became of it, by what happened to the lesson afterwards. */
  State state(Lesson lesson) {
    return end(lesson)
        .map(step -> step.step() == Transition.WITHDRAW ? State.UPHELD : State.DISMISSED)
        .orElse(State.OPEN);
  }

  /** The step that settled it. */
  Optional<Life.Step> end(Lesson lesson) {
    Stream<Life.Step> later =
        lesson.life().history().stream().filter(step -> !step.at().isBefore(at));
    return later.filter(step -> ENDS.contains(step.step())).findFirst();
  }
}
