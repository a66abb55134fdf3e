package org.keqiao.ledger.agreement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.ledger.Lessons;
import org.keqiao.ledger.count.Span;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.ledger.hour.HourIndex;
import org.keqiao.ledger.hour.HourService;
import org.keqiao.ledger.promise.IsoWeek;
import org.keqiao.ledger.promise.Promise;
import org.keqiao.ledger.promise.SchoolDays;
import org.keqiao.ledger.promise.Weeks;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.pairing.agreement.Side;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Ledgers of agreements; those of schools beyond a caller's reach do not exist for her. */
public final class LedgerService {

  private final Sources sources;
  private final HourService hours;
  private final Clock clock;

  /** Over what is known elsewhere. */
  public LedgerService(Sources sources, HourService hours, Clock clock) {
    this.sources = sources;
    this.hours = hours;
    this.clock = clock;
  }

  /**
   * What is known elsewhere.
   *
   * @param agreements what was promised
   * @param lessons what was taught, and what is to come
   * @param calendar on which days schools teach
   */
  public record Sources(
      AgreementService agreements, SchoolService schools, Lessons lessons, SchoolDays calendar) {}

  /** The day in China. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Agreement.CHINA);
  }

  private Agreement reached(Caller caller, Permission permission, Id id) {
    Agreement found =
        sources
            .agreements()
            .find(id)
            .orElseThrow(() -> FaultException.notFound("agreement", id.value()));
    Place place =
        Place.at(
            Stream.of(found.urban(), found.rural())
                .flatMap(school -> sources.schools().around(school).stream())
                .distinct()
                .toList());
    caller.require(permission, place, "agreement", id.value());
    return found;
  }

  AgreementLedger read(Caller caller, Id id, Weeks weeks) {
    return ledger(id, reached(caller, Permission.READ_HOURS, id), weeks);
  }

  private AgreementLedger ledger(Id id, Agreement agreement, Weeks weeks) {
    List<Entry<Hour>> all = hours(id, weeks);
    Map<IsoWeek, List<Entry<Hour>>> byWeek =
        all.stream().collect(Collectors.groupingBy(each -> each.value().lesson().week()));
    Map<IsoWeek, Long> toCome = toCome(id, weeks);
    Promise promise = Promise.of(agreement, sources.calendar());
    IsoWeek current = IsoWeek.of(today());
    List<LedgerWeek> each =
        weeks
            .all()
            .map(
                week ->
                    LedgerWeek.of(
                        week,
                        promise.lessons(week),
                        byWeek.getOrDefault(week, List.of()),
                        toCome.getOrDefault(week, 0L),
                        week.compareTo(current) < 0))
            .toList();
    List<MissedLesson> missed =
        all.stream().flatMap(hour -> MissedLesson.of(hour).stream()).toList();
    return new AgreementLedger(
        id,
        agreement.urban(),
        agreement.rural(),
        weeks.first(),
        weeks.last(),
        AgreementLedger.Total.of(each, current),
        each,
        missed,
        freeTimes(id, all, missed));
  }

  private List<Entry<Hour>> hours(Id agreement, Weeks weeks) {
    return hours
        .index()
        .all(HourIndex.Wanted.of(agreement.value(), weeks.begin(), weeks.end()))
        .toList();
  }

  /** Lessons that begin at this moment may be an hour already: what is to come begins later. */
  private Map<IsoWeek, Long> toCome(Id agreement, Weeks weeks) {
    Instant now = clock.instant();
    if (!now.isBefore(weeks.end())) {
      return Map.of();
    }
    Instant from = now.isAfter(weeks.begin()) ? now : weeks.begin();
    return sources
        .lessons()
        .given(agreement.value(), from, weeks.end())
        .filter(taught -> taught.begins().isAfter(now))
        .filter(taught -> taught.cancelled().isEmpty() && taught.makesUpFor().isEmpty())
        .collect(
            Collectors.groupingBy(taught -> IsoWeek.of(taught.begins()), Collectors.counting()));
  }

  private List<Span> freeTimes(Id agreement, List<Entry<Hour>> all, List<MissedLesson> missed) {
    return missed.stream()
        .findFirst()
        .flatMap(first -> all.stream().filter(each -> each.id().equals(first.hour())).findFirst())
        .map(each -> each.value().lesson())
        .map(
            lesson ->
                sources
                    .lessons()
                    .freeTimes(agreement.value(), new Span(lesson.begins(), lesson.ends())))
        .orElse(List.of());
  }

  /**
   * Confirms for a school every hour of a week that waits for it.
   *
   * @throws FaultException invalid, when the week is none; conflict, when the figures are not those
   *     that the school saw, or nothing is counted
   */
  AgreementLedger confirm(Caller caller, Id id, String name, HourService.Confirming said) {
    Agreement agreement = reached(caller, Permission.CONFIRM_HOURS, id);
    Violations violations = new Violations();
    Optional<IsoWeek> week = IsoWeek.parse(name);
    if (week.isEmpty()) {
      violations.add("week", "week-form", name);
    }
    if (said.hash().isEmpty()) {
      violations.add("/hash", "missing");
    }
    violations.refuse();
    Side side = hours.side(caller, agreement.urban(), agreement.rural(), said.side());
    Weeks only = new Weeks(week.orElseThrow(), week.orElseThrow());
    List<Entry<Hour>> all = hours(id, only);
    String current =
        LedgerWeek.hash(all).orElseThrow(() -> FaultException.conflict("hour-week-empty", name));
    if (!current.equals(said.hash().orElseThrow())) {
      throw FaultException.conflict("hour-figures-changed", current);
    }
    hours.confirmAll(caller, side, all);
    return ledger(id, agreement, only);
  }
}
