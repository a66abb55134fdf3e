package org.keqiao.ledger.summary;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keqiao.audit.Event;
import org.keqiao.audit.Events;
import org.keqiao.csv.CsvTable;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.ledger.count.Cause;
import org.keqiao.ledger.count.Figures;
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Seconds;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.ledger.count.Way;
import org.keqiao.ledger.hour.Dispute;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.ledger.hour.HourIndex;
import org.keqiao.ledger.hour.Lesson;
import org.keqiao.ledger.promise.Weeks;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.Side;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Hours as a table, a row for each. */
public final class LedgerTable {

  private static final CsvTable TABLE =
      new CsvTable(
          List.of(
              "week",
              "day",
              "begins",
              "ends",
              "county",
              "rural",
              "ruralName",
              "urban",
              "urbanName",
              "agreement",
              "subject",
              "grade",
              "teacher",
              "booked",
              "outcome",
              "way",
              "minutes",
              "cause",
              "live",
              "video",
              "lite",
              "audio",
              "state",
              "urbanConfirmed",
              "ruralConfirmed",
              "dispute",
              "booking",
              "session",
              "hour"),
          Integer.MAX_VALUE);

  private static final int MINUTE = 60;

  private final HourIndex index;
  private final SchoolService schools;
  private final Events events;
  private final Clock clock;

  LedgerTable(HourIndex index, SchoolService schools, Events events, Clock clock) {
    this.index = index;
    this.schools = schools;
    this.events = events;
    this.clock = clock;
  }

  /** The day in China. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Agreement.CHINA);
  }

  /** Notes that somebody takes a table away. */
  void export(Caller caller) {
    events.happened(Event.Kind.EXPORT, new Id(caller.account()));
  }

  /**
   * Writes the hours within a caller's reach, the first ones first.
   *
   * @param filters fields of the cards and the value each must have
   */
  void write(Caller caller, Map<String, String> filters, Weeks weeks, Consumer<byte[]> pieces) {
    Map<String, String> names = new HashMap<>();
    Stream<Entry<Hour>> hours =
        index.all(
            new HourIndex.Wanted(
                filters,
                caller.reach(Permission.READ_HOURS).within(),
                Optional.of(weeks.begin()),
                Optional.of(weeks.end())));
    TABLE.write(hours.map(each -> row(each, names)), pieces);
  }

  private List<String> row(Entry<Hour> entry, Map<String, String> names) {
    Hour hour = entry.value();
    Lesson lesson = hour.lesson();
    Optional<Verdict> verdict = hour.verdict();
    Optional<Figures> figures = hour.counted().map(Hour.Counted::figures);
    Seconds seconds = figures.map(Figures::seconds).orElse(Seconds.NONE);
    return List.of(
        lesson.week().toString(),
        LocalDate.ofInstant(lesson.begins(), Agreement.CHINA).toString(),
        time(lesson.begins()),
        time(lesson.ends()),
        names.computeIfAbsent("county " + lesson.rural(), any -> county(lesson.rural())),
        lesson.rural(),
        names.computeIfAbsent(lesson.rural(), id -> schools.name(id).orElse("")),
        lesson.urban(),
        names.computeIfAbsent(lesson.urban(), id -> schools.name(id).orElse("")),
        lesson.agreement(),
        lesson.about().subject().orElse(""),
        lesson.about().grade().orElse(""),
        lesson.about().teacher().orElse(""),
        figures.map(each -> minutes(each.booked())).orElse(""),
        verdict.map(Verdict::outcome).map(Outcome::label).orElse(""),
        verdict.flatMap(Verdict::way).map(Way::label).orElse(""),
        verdict.map(each -> Integer.toString(each.minutes())).orElse(""),
        verdict.flatMap(Verdict::cause).map(Cause::label).orElse(""),
        minutes(seconds.live()),
        minutes(seconds.video()),
        minutes(seconds.lite()),
        minutes(seconds.audio()),
        hour.state().label(),
        confirmed(hour, Side.URBAN),
        confirmed(hour, Side.RURAL),
        hour.dispute().map(Dispute::reason).orElse(""),
        lesson.booking().orElse(""),
        lesson.session().orElse(""),
        entry.id().value());
  }

  private String county(String school) {
    return schools.region(school).flatMap(schools::county).flatMap(schools::regionName).orElse("");
  }

  private static String time(Instant moment) {
    return moment.atZone(Agreement.CHINA).toLocalTime().toString();
  }

  private static String minutes(int seconds) {
    return Integer.toString(seconds / MINUTE);
  }

  private static String confirmed(Hour hour, Side side) {
    return hour.confirmations().stream()
        .filter(each -> each.side() == side)
        .map(each -> (each.by().equals("system") ? "auto " : "") + each.at())
        .findFirst()
        .orElse("");
  }
}
