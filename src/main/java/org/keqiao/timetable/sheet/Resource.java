package org.keqiao.timetable.sheet;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a lesson takes. */
public enum Resource {
  /** Whoever gives the lesson, or helps with it. */
  @JsonProperty("teacher")
  TEACHER,
  /** A room. */
  @JsonProperty("room")
  ROOM,
  /** A class. */
  @JsonProperty("class")
  CLASS,
  /** A part of the line of a school, which carries several lessons at once. */
  @JsonProperty("line")
  LINE
}
