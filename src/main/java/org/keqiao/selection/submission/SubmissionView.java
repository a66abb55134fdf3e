package org.keqiao.selection.submission;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * A submission as its school and the organiser of its round see it. It tells nothing of reviewers.
 *
 * @param schoolName absent when there is no such school any more
 */
record SubmissionView(
    Id id,
    Id round,
    SubmissionState state,
    @JsonUnwrapped Content content,
    String account,
    String teacher,
    String school,
    Optional<String> schoolName,
    Instant at,
    List<String> lineage,
    Optional<Submission.Decision> decision,
    List<Happening> history) {

  /** Something that happened to it. */
  record Happening(String step, Instant at, Optional<String> rule) {}

  static SubmissionView of(Entry<Submission> entry, Optional<String> schoolName) {
    Submission value = entry.value();
    return new SubmissionView(
        entry.id(),
        value.round(),
        value.state(),
        value.content(),
        value.author().account(),
        value.author().teacher(),
        value.author().school(),
        schoolName,
        value.at(),
        value.lineage(),
        value.decision(),
        value.history().stream()
            .map(each -> new Happening(each.step(), each.at(), each.rule()))
            .toList());
  }
}
