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
  /** Everybody finds it. */
  @JsonProperty("published")
  PUBLISHED,
  /** It was published and is no more. */
  @JsonProperty("withdrawn")
  WITHDRAWN;

  /** The name in API and index. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
