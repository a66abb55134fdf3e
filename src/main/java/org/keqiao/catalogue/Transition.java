package org.keqiao.catalogue;

import static org.keqiao.catalogue.LessonState.ACCEPTED;
import static org.keqiao.catalogue.LessonState.DRAFT;
import static org.keqiao.catalogue.LessonState.FLAGGED;
import static org.keqiao.catalogue.LessonState.IN_REVIEW;
import static org.keqiao.catalogue.LessonState.PUBLISHED;
import static org.keqiao.catalogue.LessonState.RETURNED;
import static org.keqiao.catalogue.LessonState.SUBMITTED;
import static org.keqiao.catalogue.LessonState.UNLISTED;
import static org.keqiao.catalogue.LessonState.WITHDRAWN;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Permission;

/** A step in the life of a lesson; its state changes by these and by nothing else. */
public enum Transition {
  /** Hands a complete bundle in. */
  @JsonProperty("submit")
  SUBMIT,
  /** Takes it back to work on it. */
  @JsonProperty("take-back")
  TAKE_BACK,
  /** A reviewer begins. */
  @JsonProperty("begin-review")
  BEGIN_REVIEW,
  /** Reviewers have nothing against it. */
  @JsonProperty("accept")
  ACCEPT,
  /** Reviewers want something to be changed. */
  @JsonProperty("return")
  RETURN,
  /** Lets everybody find it. */
  @JsonProperty("publish")
  PUBLISH,
  /** Puts its next version in its place. */
  @JsonProperty("replace")
  REPLACE,
  /** Keeps it from being found, not from being played. */
  @JsonProperty("unlist")
  UNLIST,
  /** Lets everybody find it again. */
  @JsonProperty("list")
  LIST,
  /** Teachers say that something is wrong with it. */
  @JsonProperty("flag")
  FLAG,
  /** Nothing is wrong with it. */
  @JsonProperty("clear")
  CLEAR,
  /** Takes it away from everybody. */
  @JsonProperty("withdraw")
  WITHDRAW;

  private record Move(Set<LessonState> from, Optional<LessonState> to, String otherwise) {

    static Move to(LessonState to, String otherwise, LessonState first, LessonState... more) {
      return new Move(EnumSet.of(first, more), Optional.of(to), otherwise);
    }

    static Move within(String otherwise, LessonState first, LessonState... more) {
      return new Move(EnumSet.of(first, more), Optional.empty(), otherwise);
    }
  }

  /**
   * The whole life of a lesson: where each step begins, where it leads when elsewhere, and the code
   * that it has else.
   */
  private Move move() {
    return switch (this) {
      case SUBMIT -> Move.to(SUBMITTED, "lesson-not-draft", DRAFT, RETURNED);
      case TAKE_BACK -> Move.to(DRAFT, "lesson-not-submitted", SUBMITTED, ACCEPTED);
      case BEGIN_REVIEW -> Move.to(IN_REVIEW, "lesson-not-in-review", SUBMITTED);
      case ACCEPT -> Move.to(ACCEPTED, "lesson-not-in-review", IN_REVIEW);
      case RETURN -> Move.to(RETURNED, "lesson-not-in-review", IN_REVIEW);
      case PUBLISH ->
          Move.to(
              PUBLISHED,
              "lesson-published",
              DRAFT,
              SUBMITTED,
              IN_REVIEW,
              RETURNED,
              ACCEPTED,
              WITHDRAWN);
      case REPLACE -> Move.within("lesson-not-published", PUBLISHED, UNLISTED, FLAGGED);
      case UNLIST -> Move.to(UNLISTED, "lesson-not-published", PUBLISHED);
      case LIST -> Move.to(PUBLISHED, "lesson-not-unlisted", UNLISTED);
      case FLAG -> Move.to(FLAGGED, "lesson-not-published", PUBLISHED, UNLISTED);
      case CLEAR -> Move.to(PUBLISHED, "lesson-not-flagged", FLAGGED);
      case WITHDRAW -> Move.to(WITHDRAWN, "lesson-not-published", PUBLISHED, UNLISTED, FLAGGED);
    };
  }

  /** What whoever takes the step must be permitted. */
  Permission permission() {
    return switch (this) {
      case SUBMIT, TAKE_BACK -> Permission.EDIT_LESSON;
      case BEGIN_REVIEW, ACCEPT, RETURN, FLAG, CLEAR -> Permission.REVIEW_LESSON;
      case PUBLISH, REPLACE, UNLIST, LIST, WITHDRAW -> Permission.PUBLISH_LESSON;
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
    return move.to().orElse(state);
  }
}
