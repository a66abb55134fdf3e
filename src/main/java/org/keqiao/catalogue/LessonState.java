package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a lesson stands in its life. */
public enum LessonState {
  /** Only its owner sees it. */
  @JsonProperty("draft")
  DRAFT,
  /** Waiting for review. */
  @JsonProperty("submitted")
  SUBMITTED,
  /** A reviewer has begun. */
  @JsonProperty("in-review")
  IN_REVIEW,
  /** Reviewers want something to be changed. */
  @JsonProperty("returned")
  RETURNED,
  /** Reviewers have nothing against it. */
  @JsonProperty("accepted")
  ACCEPTED,
  /** Everybody finds it. */
  @JsonProperty("published")
  PUBLISHED,
  /** Whoever has its address may play it; nobody finds it. */
  @JsonProperty("unlisted")
  UNLISTED,
  /** It is published, and teachers say that something is wrong with it. */
  @JsonProperty("flagged")
  FLAGGED,
  /** It was published and is no more. */
  @JsonProperty("withdrawn")
  WITHDRAWN;

  /** The name in API and index. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is in the hands of reviewers, so that nobody may change it. */
  public boolean isWithReviewers() {
    return this == SUBMITTED || this == IN_REVIEW || this == ACCEPTED;
  }

  /** Whether it went out to teachers and was not taken back. */
  public boolean isOut() {
    return this == PUBLISHED || this == UNLISTED || this == FLAGGED;
  }
}
