package org.keqiao.timetable.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of bookings that were accepted, whatever was asked for. */
public final class BookingLaws {

  private BookingLaws() {}

  private static Set<String> taken(JsonNode booking) {
    Set<String> taken = new HashSet<>(booking.path("lead").findValuesAsText("room"));
    taken.addAll(booking.path("rooms").findValuesAsText("room"));
    taken.addAll(booking.findValuesAsText("classId"));
    taken.add(booking.path("teacher").asText());
    return taken;
  }

  private static Instant begins(JsonNode booking) {
    return Instant.parse(booking.path("begins").asText());
  }

  private static Instant ends(JsonNode booking) {
    String over = booking.path("endedAt").asText("");
    return Instant.parse(over.isEmpty() ? booking.path("ends").asText() : over);
  }

  private static boolean overlap(JsonNode one, JsonNode other) {
    return begins(one).isBefore(ends(other)) && begins(other).isBefore(ends(one));
  }

  /**
   * No two share anything at the same time, and no more go on at once than the line carries.
   *
   * @param lessons so many lessons the slower line carries
   */
  public static void assertNothingTwice(List<JsonNode> bookings, int lessons) {
    for (JsonNode one : bookings) {
      for (JsonNode other : bookings) {
        if (!one.path("id").equals(other.path("id")) && overlap(one, other)) {
          assertThat(Collections.disjoint(taken(one), taken(other)))
              .as("%s and %s", one, other)
              .isTrue();
        }
      }
      Instant moment = begins(one);
      assertThat(
              bookings.stream()
                  .filter(each -> !begins(each).isAfter(moment) && ends(each).isAfter(moment))
                  .count())
          .isLessThanOrEqualTo(lessons);
    }
  }
}
