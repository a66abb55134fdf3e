package org.keqiao.selection.outcome;

import java.time.Instant;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * That somebody does not agree with what a round came to for a submission.
 *
 * @param by the account that says so
 * @param reason in its words
 * @param answer what the organiser says to it; absent while it is open
 */
public record Objection(
    Id round, Id submission, String by, String reason, Instant at, Optional<Answer> answer) {

  /**
   * What the organiser says.
   *
   * @param upheld whether the submission does not win
   */
  public record Answer(boolean upheld, String text, Instant at) {}

  Objection answered(Answer said) {
    return new Objection(round, submission, by, reason, at, Optional.of(said));
  }

  boolean isOpen() {
    return answer.isEmpty();
  }

  boolean strikes() {
    return answer.filter(Answer::upheld).isPresent();
  }
}
