package org.keqiao.selection.assignment;

import java.util.List;
import java.util.Optional;

/**
 * Who may score.
 *
 * @param account id of the account
 * @param school her school: she scores nothing that comes from it
 * @param subjects what she teaches; none for every subject
 * @param stage the stage that she teaches in; absent for every stage
 */
public record Reviewer(
    String account, Optional<String> school, List<String> subjects, Optional<String> stage) {

  /** Keeps her subjects from changing. */
  public Reviewer {
    subjects = List.copyOf(subjects);
  }

  /** Whether her pool is that of the work, and she does not come from the same school. */
  public boolean suits(Work work) {
    return (subjects.isEmpty() || subjects.contains(work.subject()))
        && stage.filter(own -> !own.equals(work.stage())).isEmpty()
        && school.filter(work.school()::equals).isEmpty()
        && !work.barred().contains(account);
  }
}
