package org.keqiao.ledger.hour;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keqiao.ledger.Lessons;
import org.keqiao.ledger.count.Counting;
import org.keqiao.ledger.count.Figures;
import org.keqiao.ledger.count.Taught;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** Brings the hours of agreements in step with what was taught; doing it again changes nothing. */
public final class HourCount {

  private final Records<Hour> hours;
  private final Lessons lessons;
  private final Counting counting;
  private final Duration countAfter;
  private final Clock clock;

  HourCount(
      Records<Hour> hours, Lessons lessons, Counting counting, Duration countAfter, Clock clock) {
    this.hours = hours;
    this.lessons = lessons;
    this.counting = counting;
    this.countAfter = countAfter;
    this.clock = clock;
  }

  /** Counts the lessons of an agreement that have begun since a moment. */
  public void count(Id id, Agreement agreement, Instant since) {
    Instant now = clock.instant();
    Map<Boolean, List<Taught>> given =
        lessons
            .given(id.value(), since, now)
            .filter(taught -> taught.agreement().equals(id.value()))
            .collect(Collectors.partitioningBy(taught -> taught.makesUpFor().isPresent()));
    given.getOrDefault(false, List.of()).forEach(taught -> count(taught, agreement, now));
    given.getOrDefault(true, List.of()).forEach(taught -> makeUp(taught, agreement, now));
  }

  /** A lesson whose session nobody ended is over some time after it was to end. */
  private boolean isOver(Taught taught, Instant now) {
    return taught.over() || !now.isBefore(taught.ends().plus(countAfter));
  }

  private void count(Taught taught, Agreement agreement, Instant now) {
    Lesson lesson =
        new Lesson(
            taught.agreement(),
            agreement.urban(),
            agreement.rural(),
            taught.booking(),
            taught.session(),
            taught.about(),
            taught.begins(),
            taught.ends());
    Id id = Hour.id(taught.key(), agreement.rural());
    Deed deed = Deed.ofTheClock(now);
    Optional<Figures> figures =
        isOver(taught, now)
            ? Optional.of(counting.figures(taught, agreement.rural()))
            : Optional.empty();
    Hour opened = Hour.opened(lesson, deed);
    Hour first = figures.map(each -> opened.counted(each, deed)).orElse(opened);
    if (hours.find(id).isPresent() || hours.createIfAbsent(id, first, Deed.CLOCK).isEmpty()) {
      hours.update(
          id,
          Deed.CLOCK,
          hour ->
              figures
                  .map(each -> hour.of(lesson).counted(each, deed))
                  .orElseGet(() -> hour.of(lesson)));
    }
  }

  private void makeUp(Taught taught, Agreement agreement, Instant now) {
    if (!isOver(taught, now)) {
      return;
    }
    Id id = Hour.id(taught.makesUpFor().orElseThrow(), agreement.rural());
    Deed deed = Deed.ofTheClock(now);
    hours
        .find(id)
        .flatMap(hour -> hour.value().counted())
        .flatMap(known -> counting.makeUp(taught, agreement.rural(), known.figures().booked()))
        .ifPresent(makeUp -> hours.update(id, Deed.CLOCK, hour -> hour.madeUp(makeUp, deed)));
  }
}
