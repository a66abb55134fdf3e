package org.keqiao.ledger;

import java.time.LocalDate;
import java.util.function.Predicate;
import org.keqiao.ledger.promise.SchoolDays;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.bells.SchoolTime;

/**
 * The days on which schools teach by their bells and calendar; the usual ones where no region has
 * said when its terms are.
 */
public record BellDays(BellsService bells) implements SchoolDays {

  @Override
  public Predicate<LocalDate> of(String school) {
    SchoolTime time = bells.time(school);
    return time.calendar().terms().isEmpty()
        ? USUAL.of(school)
        : day -> !time.on(day).periods().isEmpty();
  }
}
