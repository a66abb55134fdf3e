package org.keqiao.ledger.count;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a lesson reaches a room, the best way first. */
public enum Way {
  /** Live picture and sound. */
  @JsonProperty("live")
  LIVE,
  /** The synchronised film of the lesson. */
  @JsonProperty("video")
  VIDEO,
  /** Stills and sound. */
  @JsonProperty("lite")
  LITE,
  /** Sound alone. */
  @JsonProperty("audio")
  AUDIO,
  /** A recording, at another time: makes up for a lesson and delivers none. */
  @JsonProperty("recording")
  RECORDING;

  private static final List<Way> DELIVERING =
      Arrays.stream(values()).filter(Way::delivers).toList();

  /** Whether the room is in the lesson itself. */
  public boolean delivers() {
    return this != RECORDING;
  }

  /** Those by which a lesson is delivered, the best first. */
  public static List<Way> delivering() {
    return DELIVERING;
  }

  /** Its name in JSON, in the index and in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
