package org.keqiao.catalogue.review;

import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;

/**
 * A decision as a reviewer sends it.
 *
 * @param hash of the content that she saw
 * @param notes at most 20
 */
record DecisionDraft(
    Optional<Kind> kind,
    Optional<Outcome> outcome,
    Optional<String> hash,
    List<String> reasons,
    List<NoteDraft> notes) {

  private static final int MOST_NOTES = 20;
  private static final int LONGEST_NOTE = 2000;

  @SuppressWarnings("ConstantValue")
  DecisionDraft {
    reasons = reasons == null ? List.of() : reasons.stream().distinct().toList();
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** Words, and whether the author reads them; she does not unless it is said. */
  record NoteDraft(Optional<String> text, Optional<Boolean> open) {

    Decision.Note note() {
      return new Decision.Note(text.orElseThrow(), open.orElse(false));
    }
  }

  void check(ReasonTable table) {
    Violations violations = new Violations();
    kind.ifPresentOrElse(any -> {}, () -> violations.add("/kind", "missing"));
    outcome.ifPresentOrElse(any -> {}, () -> violations.add("/outcome", "missing"));
    hash.ifPresentOrElse(any -> {}, () -> violations.add("/hash", "missing"));
    if (outcome.filter(Outcome.RETURN::equals).isPresent() && reasons.isEmpty()) {
      violations.add("/reasons", "missing");
    }
    for (int i = 0; i < reasons.size(); i++) {
      if (table.find(reasons.get(i)).isEmpty()) {
        violations.add("/reasons/" + i, "unknown-term", reasons.get(i));
      }
    }
    if (notes.size() > MOST_NOTES) {
      violations.add("/notes", "too-many-items", MOST_NOTES);
    }
    for (int i = 0; i < notes.size(); i++) {
      String pointer = "/notes/" + i + "/text";
      notes
          .get(i)
          .text()
          .ifPresentOrElse(
              text -> violations.text(pointer, text, 1, LONGEST_NOTE),
              () -> violations.add(pointer, "missing"));
    }
    violations.refuse();
  }
}
