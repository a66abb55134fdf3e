package org.keqiao.catalogue;

import static org.keqiao.catalogue.LessonState.DRAFT;
import static org.keqiao.catalogue.LessonState.PUBLISHED;
import static org.keqiao.catalogue.LessonState.SUBMITTED;
import static org.keqiao.catalogue.LessonState.WITHDRAWN;

import java.util.Set;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Permission;

/** A step in the life of a lesson; its state changes by these and by nothing else. */
public enum Transition {
  /** Hands a complete bundle in. */
  SUBMIT,
  /** Takes it back to work on it. */
  TAKE_BACK,
  /** Lets everybody find it. */
  PUBLISH,
  /** Takes it away from everybody. */
  WITHDRAW;

  private record Move(Set<LessonState> from, LessonState to, String otherwise) {}

  /** The whole life of a lesson: where each step begins and ends, and the code that it has else. */
  private Move move() {
    return switch (this) {
      case SUBMIT -> new Move(Set.of(DRAFT), SUBMITTED, "lesson-not-draft");
      case TAKE_BACK -> new Move(Set.of(SUBMITTED), DRAFT, "lesson-not-submitted");
      case PUBLISH -> new Move(Set.of(DRAFT, SUBMITTED, WITHDRAWN), PUBLISHED, "lesson-published");
      case WITHDRAW -> new Move(Set.of(PUBLISHED), WITHDRAWN, "lesson-not-published");
    };
  }

  /** What whoever takes the step must be permitted. */
  Permission permission() {
    return switch (this) {
      case SUBMIT, TAKE_BACK -> Permission.EDIT_LESSON;
      case PUBLISH, WITHDRAW -> Permission.PUBLISH_LESSON;
    };
  }

  /**
   * Where the step leads.
   *
   * @throws FaultException conflict, when it does not begin at {@code state}
   */
  LessonState from(LessonState state) {
    Move move = move();
    if (!move.from().contains(state)) {
      throw FaultException.conflict(move.otherwise());
    }
    return move.to();
  }
}
