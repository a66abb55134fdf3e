package org.keqiao.timetable.bells;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Bells of schools and calendars of regions. Everybody may read them, as schools themselves; what
 * was never set has version 0.
 */
public final class BellsService {

  /** Bells, each under the id of its school. */
  public static final RecordType<Bells> BELLS = new RecordType<>("bells", Bells.class);

  /** School calendars, each under the code of its region. */
  public static final RecordType<SchoolCalendar> CALENDAR =
      new RecordType<>("school-calendar", SchoolCalendar.class);

  private final Records<Bells> bells;
  private final Records<SchoolCalendar> calendars;
  private final SchoolService schools;

  /** Over these records. */
  public BellsService(
      Records<Bells> bells, Records<SchoolCalendar> calendars, SchoolService schools) {
    this.bells = bells;
    this.calendars = calendars;
    this.schools = schools;
  }

  /**
   * What holds, and where it was set.
   *
   * @param version of the asked record itself; 0 when it was never set
   * @param by region that set it; absent when none did
   */
  record Held<T>(T value, long version, Optional<String> by) {}

  /** The bells of a school. */
  Held<Bells> bells(Id school) {
    schools.read(school);
    return bells
        .find(school)
        .map(found -> new Held<>(found.value(), found.version(), Optional.of(school.value())))
        .orElseGet(() -> new Held<>(Bells.USUAL, 0, Optional.empty()));
  }

  /** The calendar that holds in a region. */
  Held<SchoolCalendar> calendar(Id region) {
    schools.readRegion(region);
    long version = calendars.find(region).map(Entry::version).orElse(0L);
    return nearest(schools.around(region.value()))
        .map(found -> new Held<>(found.value(), version, Optional.of(found.id().value())))
        .orElseGet(() -> new Held<>(SchoolCalendar.NONE, version, Optional.empty()));
  }

  private Optional<Entry<SchoolCalendar>> nearest(List<String> regions) {
    return regions.stream()
        .flatMap(code -> calendars.find(new Id(code)).stream())
        .filter(found -> !found.value().terms().isEmpty())
        .findFirst();
  }

  /** The time of a school. */
  public SchoolTime time(String school) {
    return new SchoolTime(
        bells.find(new Id(school)).map(Entry::value).orElse(Bells.USUAL),
        nearest(schools.regionsAround(school)).map(Entry::value).orElse(SchoolCalendar.NONE));
  }

  /** What a day of a school is like. */
  public SchoolDay day(String school, LocalDate date) {
    return time(school).on(date);
  }

  /**
   * Gives a school other bells.
   *
   * @throws FaultException forbidden; invalid; stale
   */
  Held<Bells> ring(Caller caller, Id school, long version, Bells other) {
    schools.read(school);
    refuseUnkept(caller, schools.around(school.value()));
    Violations violations = new Violations();
    other.check(violations);
    violations.refuse();
    Entry<Bells> kept = put(bells, school, version, other, caller);
    return new Held<>(kept.value(), kept.version(), Optional.of(school.value()));
  }

  /**
   * Gives a region another calendar; one without terms lets the larger region's hold.
   *
   * @throws FaultException forbidden; invalid; stale
   */
  Held<SchoolCalendar> set(Caller caller, Id region, long version, SchoolCalendar other) {
    schools.readRegion(region);
    refuseUnkept(caller, schools.around(region.value()));
    Violations violations = new Violations();
    other.check(violations);
    violations.refuse();
    long kept = put(calendars, region, version, other, caller).version();
    Held<SchoolCalendar> holds = calendar(region);
    return new Held<>(holds.value(), kept, holds.by());
  }

  private static void refuseUnkept(Caller caller, List<String> nodes) {
    if (!caller.may(Permission.EDIT_TIMETABLE, Place.at(nodes))) {
      throw FaultException.forbidden();
    }
  }

  private static <T> Entry<T> put(Records<T> records, Id id, long version, T value, Caller caller) {
    long current = records.newest(id).map(Entry::version).orElse(0L);
    if (current != version) {
      throw FaultException.of(new Fault.Stale(current));
    }
    return current == 0
        ? records
            .createIfAbsent(id, value, caller.account())
            .orElseThrow(() -> FaultException.of(new Fault.Stale(1)))
        : records.update(id, OptionalLong.of(version), caller.account(), before -> value);
  }
}
