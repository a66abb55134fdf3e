package org.keqiao.classroom.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a lesson reaches a classroom, the best way first. */
public enum Way {
  /** Live picture of the teacher. */
  @JsonProperty("live")
  LIVE,
  /** The lesson with its moving picture, in step with the teacher. */
  @JsonProperty("video")
  VIDEO,
  /** Stills and sound. */
  @JsonProperty("lite")
  LITE,
  /** Sound alone. */
  @JsonProperty("audio")
  AUDIO,
  /** The recording, made up for later. */
  @JsonProperty("recording")
  RECORDING;

  /** The name in API and log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The way with this name. */
  public static Optional<Way> of(String label) {
    return Arrays.stream(values()).filter(way -> way.label().equals(label)).findFirst();
  }
}
