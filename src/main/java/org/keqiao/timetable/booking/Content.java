package org.keqiao.timetable.booking;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What a lesson is about.
 *
 * @param kind which of the three classrooms 三个课堂
 * @param subject subject id of the taxonomy
 * @param grade grade id of the taxonomy
 * @param lesson id of the lesson of the catalogue that is to be shown
 * @param makesUpFor id of a session that was missed, and that this one stands in for
 */
public record Content(
    Kind kind, String subject, String grade, Optional<String> lesson, Optional<String> makesUpFor) {

  /** The three classrooms. */
  public enum Kind {
    /** 专递课堂: lessons for a school that cannot give them. */
    @JsonProperty("dedicated")
    DEDICATED,
    /** 名师课堂: a master teacher and a circle of others. */
    @JsonProperty("master")
    MASTER,
    /** 名校网络课堂: a known school lets others take part. */
    @JsonProperty("open")
    OPEN
  }
}
