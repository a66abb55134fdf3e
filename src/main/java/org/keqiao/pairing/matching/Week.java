package org.keqiao.pairing.matching;

import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import org.keqiao.pairing.statement.WeekTime;

/**
 * Times of a week in steps of five minutes. A period that is stated by its number is taken to be
 * where most schools have it, by {@link WeekTime#BELLS}.
 */
final class Week {

  private static final int STEP = 5;
  private static final int STEPS_OF_A_DAY = 24 * 60 / STEP;
  private static final int STEPS = 7 * STEPS_OF_A_DAY;
  private static final int LESSON = 40 / STEP;
  private static final int LESSON_AND_BREAK = 50 / STEP;
  private static final int PERIOD = WeekTime.MINUTES / STEP;

  /** Any time at all. */
  static final Week ANY = any();

  private final BitSet steps;

  private Week(BitSet steps) {
    this.steps = steps;
  }

  private static Week any() {
    BitSet all = new BitSet(STEPS);
    all.set(0, STEPS);
    return new Week(all);
  }

  /** These times; any time when there are none. */
  static Week of(List<WeekTime> times) {
    if (times.isEmpty()) {
      return ANY;
    }
    BitSet steps = new BitSet(STEPS);
    for (WeekTime time : times) {
      int day = (time.weekday() - 1) * STEPS_OF_A_DAY;
      time.period()
          .ifPresent(
              number -> {
                int first = day + minutes(WeekTime.BELLS.get(number - 1)) / STEP;
                steps.set(first, first + PERIOD);
              });
      time.from()
          .ifPresent(
              from -> {
                int first = day + (minutes(from) + STEP - 1) / STEP;
                int end = day + minutes(time.to().orElse(from)) / STEP;
                steps.set(first, Math.max(first, end));
              });
    }
    return new Week(steps);
  }

  private static int minutes(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }

  /** How many lessons of 40 minutes, with breaks of ten between, fit into the times of both. */
  int lessonsWith(Week other) {
    if (this == ANY && other == ANY) {
      return Integer.MAX_VALUE;
    }
    BitSet both = (BitSet) steps.clone();
    both.and(other.steps);
    int lessons = 0;
    for (int begin = both.nextSetBit(0); begin >= 0; ) {
      int end = both.nextClearBit(begin);
      if (end - begin >= LESSON) {
        lessons += (end - begin + LESSON_AND_BREAK - LESSON) / LESSON_AND_BREAK;
      }
      begin = both.nextSetBit(end);
    }
    return lessons;
  }
}
