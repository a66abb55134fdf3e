package org.keqiao.selection.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.selection.similarity.Fingerprint;
import org.keqiao.store.Id;

/**
 * A lesson that was handed in to a round, with the content that it had then. The methods are the
 * only ways from one state to another; each adds to the history and takes nothing from it.
 *
 * @param content the lesson and what it contained
 * @param author whose lesson it is
 * @param attempt names this handing-in among those of the same record
 * @param at when it was handed in
 * @param panel the name by which reviewers know it, which tells nothing of its author
 * @param print what it is compared by
 * @param similar what in the same round is near it
 * @param lineage the rounds that it won before, the lowest first
 * @param decision what became of it
 * @param history what happened, the first first
 */
public record Submission(
    Id round,
    Content content,
    Author author,
    SubmissionState state,
    String attempt,
    Instant at,
    Id panel,
    Fingerprint print,
    List<Similar> similar,
    List<String> lineage,
    Optional<Decision> decision,
    List<Happening> history) {

  /** Keeps its lists from changing. */
  public Submission {
    similar = List.copyOf(similar);
    lineage = List.copyOf(lineage);
    history = List.copyOf(history);
  }

  /**
   * Whose lesson it is.
   *
   * @param account the curator who answers for it
   * @param teacher the name of whoever teaches in it
   * @param school where
   */
  public record Author(String account, String teacher, String school) {}

  /**
   * Another submission that is near.
   *
   * @param panel the name by which reviewers know it
   * @param by {@code text} or {@code picture}
   * @param distance bits of 64 that differ
   */
  public record Similar(Id panel, String title, String by, int distance) {}

  /**
   * What became of it.
   *
   * @param rank 0 when it was not ranked
   * @param mean hundredths of a point
   * @param rule why
   * @param hash the content that was decided on
   * @param number of the decision of its round
   */
  public record Decision(
      boolean won, int rank, int mean, String rule, String hash, int number, Instant at) {}

  /**
   * Something that happened to it.
   *
   * @param rule what decided it
   */
  public record Happening(String step, Instant at, String by, Optional<String> rule) {}

  private Submission with(SubmissionState next, Optional<Decision> decided, Happening happening) {
    return new Submission(
        round,
        content,
        author,
        next,
        attempt,
        at,
        panel,
        print,
        similar,
        lineage,
        decided,
        Stream.concat(history.stream(), Stream.of(happening)).toList());
  }

  /** The same record, handed in once more. */
  Submission again(Submission other) {
    return new Submission(
        other.round,
        other.content,
        other.author,
        other.state,
        other.attempt,
        other.at,
        other.panel,
        other.print,
        other.similar,
        other.lineage,
        Optional.empty(),
        Stream.concat(history.stream(), other.history.stream()).toList());
  }

  /** Everything that must be unique of this attempt is its own now; nothing else changes it. */
  Submission accepted(String own, Instant now) {
    return state == SubmissionState.PENDING && attempt.equals(own)
        ? with(
            SubmissionState.SUBMITTED,
            decision,
            new Happening("submit", now, author.account, Optional.of("checks-passed")))
        : this;
  }

  /** An attempt that came to nothing. */
  Submission refused(String own, String rule, Instant now) {
    return state == SubmissionState.PENDING && attempt.equals(own)
        ? with(
            SubmissionState.REFUSED,
            decision,
            new Happening("refuse", now, "system", Optional.of(rule)))
        : this;
  }

  Submission withdrawn(String by, Instant now) {
    return with(
        SubmissionState.WITHDRAWN,
        decision,
        new Happening("withdraw", now, by, Optional.of("author")));
  }

  /** What its round came to for it. */
  public Submission decided(Decision made) {
    return decision.equals(Optional.of(made))
        ? this
        : with(
            state,
            Optional.of(made),
            new Happening("decide", made.at(), "system", Optional.of(made.rule())));
  }

  /** Whether it won a round that is final. */
  public boolean won() {
    return decision.filter(Decision::won).isPresent();
  }
}
