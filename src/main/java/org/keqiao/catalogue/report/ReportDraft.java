package org.keqiao.catalogue.report;

import java.util.Optional;
import org.keqiao.catalogue.review.Reason;
import org.keqiao.catalogue.review.ReasonTable;
import org.keqiao.fault.Violations;

/** A report as a teacher sends it. */
record ReportDraft(Optional<String> reason, Optional<String> words) {

  private static final int LONGEST = 1000;

  Reason check(ReasonTable table) {
    Violations violations = new Violations();
    violations.text("/words", words, LONGEST);
    reason.ifPresentOrElse(
        code -> {
          if (table.find(code).isEmpty()) {
            violations.add("/reason", "unknown-term", code);
          }
        },
        () -> violations.add("/reason", "missing"));
    violations.refuse();
    return table.require(reason.orElseThrow());
  }
}
