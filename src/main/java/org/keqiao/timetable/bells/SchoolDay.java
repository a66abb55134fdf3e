package org.keqiao.timetable.bells;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A day of a school, in China.
 *
 * @param kind what sort of day it is
 * @param name of the holiday
 * @param term name of the term that it lies in
 * @param week number of the week of the term
 * @param parity of that number 单双周
 * @param weekday 1 for Monday to 7 for Sunday
 * @param follows the weekday whose timetable is followed; another one on a make-up day
 * @param periods when the bells ring; none on days without lessons
 */
public record SchoolDay(
    LocalDate date,
    Kind kind,
    Optional<String> name,
    Optional<String> term,
    Optional<Integer> week,
    Optional<Parity> parity,
    int weekday,
    int follows,
    List<Bell> periods) {

  /** Keeps its list from changing. */
  public SchoolDay {
    periods = List.copyOf(periods);
  }

  /** Sorts of days. */
  public enum Kind {
    /** There are lessons. */
    @JsonProperty("lessons")
    LESSONS,
    /** There are lessons, of another weekday 调休. */
    @JsonProperty("make-up")
    MAKE_UP,
    /** A weekday without lessons. */
    @JsonProperty("free")
    FREE,
    /** A holiday within a term. */
    @JsonProperty("holiday")
    HOLIDAY,
    /** No term. */
    @JsonProperty("break")
    BREAK
  }

  /** Of the number of a week. */
  public enum Parity {
    /** 单周. */
    @JsonProperty("odd")
    ODD,
    /** 双周. */
    @JsonProperty("even")
    EVEN;

    static Parity of(int week) {
      return week % 2 == 0 ? EVEN : ODD;
    }
  }

  /**
   * A period of one day.
   *
   * @param number as the school counts it
   * @param begins when it begins
   * @param ends when it ends
   */
  public record Bell(int number, Instant begins, Instant ends) {}

  /** Whether anything may take place at the school. */
  public boolean isOpen() {
    return kind != Kind.HOLIDAY && kind != Kind.BREAK;
  }

  /** A period by its number. */
  public Optional<Bell> period(int number) {
    return periods.stream().filter(bell -> bell.number() == number).findFirst();
  }
}
