package org.keqiao.catalogue.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.catalogue.Part;

/**
 * One line of the checklist.
 *
 * @param rule what the line is about
 * @param file what the lesson has of it
 * @param state how far that is
 * @param making how far its being made ready is
 * @param look what can be seen of it
 * @param findings what is missing or off
 */
record PartCheck(
    PartRule rule,
    Optional<Part> file,
    State state,
    Optional<Making> making,
    Look look,
    List<Finding> findings) {

  /** How far a part is. */
  enum State {
    /** There is no file. */
    @JsonProperty("missing")
    MISSING,
    /** The file is stored and being made ready. */
    @JsonProperty("processing")
    PROCESSING,
    /** Somebody has stopped its being made ready. */
    @JsonProperty("paused")
    PAUSED,
    /** It can be used. */
    @JsonProperty("ready")
    READY,
    /** The file cannot be made ready. */
    @JsonProperty("failed")
    FAILED
  }

  /**
   * How far a file is on its way.
   *
   * @param progress percent
   * @param before how many others come first, while it waits and somebody can tell
   */
  record Making(int progress, OptionalLong before) {}

  /**
   * What can be seen of a file.
   *
   * @param picture address of a small picture of it
   * @param pages how many pages, slides or sheets it has
   */
  record Look(Optional<String> picture, Optional<Integer> pages) {

    static final Look NOTHING = new Look(Optional.empty(), Optional.empty());
  }

  /** A line without a file. */
  static PartCheck missing(PartRule rule) {
    return new PartCheck(
        rule,
        Optional.empty(),
        State.MISSING,
        Optional.empty(),
        Look.NOTHING,
        rule.required() ? List.of(Finding.obstacle(rule.word() + "-missing")) : List.of());
  }
}
