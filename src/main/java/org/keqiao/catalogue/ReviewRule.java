package org.keqiao.catalogue;

import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/** What reviewers must have decided before a lesson goes out to teachers. */
public interface ReviewRule {

  /** Whether lessons of this owner must be reviewed. */
  boolean isRequired(Lesson.Owner owner);

  /**
   * Wants everything to be accepted that the rule asks for, with the content that the lesson has.
   *
   * @throws FaultException conflict {@code decision-missing}, {@code decision-returned} or {@code
   *     decision-outdated}
   */
  void require(Id id, Lesson lesson);
}
