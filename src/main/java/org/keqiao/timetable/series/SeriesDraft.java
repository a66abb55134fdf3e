package org.keqiao.timetable.series;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Optional;
import org.keqiao.timetable.booking.BookingDraft;

/**
 * What is said of a series of bookings.
 *
 * @param id the name it is to have; one is made when there is none
 * @param booking the first one
 * @param repeats in which weeks
 * @param until the last day, in China
 */
record SeriesDraft(
    Optional<String> id,
    Optional<BookingDraft> booking,
    Optional<Repeats> repeats,
    Optional<LocalDate> until) {

  /** In which weeks. */
  enum Repeats {
    @JsonProperty("weekly")
    WEEKLY,
    /** Those with odd numbers 单周. */
    @JsonProperty("odd")
    ODD,
    /** Those with even numbers 双周. */
    @JsonProperty("even")
    EVEN
  }
}
