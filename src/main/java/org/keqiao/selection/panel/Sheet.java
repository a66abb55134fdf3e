package org.keqiao.selection.panel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reviewer says of a submission.
 *
 * @param points by the ids of the criteria
 * @param reasons public: the author hears of them, not of who gave them
 * @param publicNote public
 * @param internalNote for the organiser only
 * @param at when she said it
 */
public record Sheet(
    Map<String, Integer> points,
    List<Reason> reasons,
    Optional<String> publicNote,
    Optional<String> internalNote,
    Instant at) {

  /** Keeps what it has from changing. */
  public Sheet {
    points = Map.copyOf(points);
    reasons = List.copyOf(reasons);
  }

  /** What is off, in few words that are the same for all. */
  public enum Reason {
    @JsonProperty("political-error")
    POLITICAL_ERROR,
    @JsonProperty("science-error")
    SCIENCE_ERROR,
    @JsonProperty("off-curriculum")
    OFF_CURRICULUM,
    @JsonProperty("weak-fit")
    WEAK_FIT,
    @JsonProperty("outdated")
    OUTDATED,
    @JsonProperty("poor-sound")
    POOR_SOUND,
    @JsonProperty("poor-picture")
    POOR_PICTURE,
    @JsonProperty("incomplete")
    INCOMPLETE,
    @JsonProperty("copyright")
    COPYRIGHT,
    @JsonProperty("copied")
    COPIED,
    @JsonProperty("advertising")
    ADVERTISING,
    @JsonProperty("other")
    OTHER
  }
}
