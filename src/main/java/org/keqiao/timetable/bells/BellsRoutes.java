package org.keqiao.timetable.bells;

import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.store.Id;

/** Bells, calendars and days over HTTP. */
public final class BellsRoutes {

  private static final String BELLS = "/schools/:id/bells";
  private static final String CALENDAR = "/regions/:id/calendar";
  private static final int MOST_DAYS = 100;

  private final BellsService service;
  private final Clock clock;

  /** Of this service. */
  public BellsRoutes(BellsService service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  /** Everybody reads them. */
  public List<Route> routes() {
    Permission read = Permission.READ_SCHOOLS;
    Permission edit = Permission.EDIT_TIMETABLE;
    return List.of(
        Route.api("readBells", HttpMethod.GET, BELLS, read, this::readBells),
        Route.api("setBells", HttpMethod.PUT, BELLS, edit, this::setBells),
        Route.api("readCalendar", HttpMethod.GET, CALENDAR, read, this::readCalendar),
        Route.api("setCalendar", HttpMethod.PUT, CALENDAR, edit, this::setCalendar),
        Route.api("listSchoolDays", HttpMethod.GET, "/schools/:id/days", read, this::days));
  }

  record BellsView(Id school, boolean usual, List<Bells.Schedule> schedules) {}

  record CalendarView(
      Id region,
      Optional<String> setBy,
      List<SchoolCalendar.Term> terms,
      List<SchoolCalendar.Holiday> holidays,
      List<SchoolCalendar.MakeUp> makeUps) {}

  record DaysView(List<SchoolDay> items) {}

  private static Reply show(Id school, BellsService.Held<Bells> held) {
    return Reply.ok(new BellsView(school, held.by().isEmpty(), held.value().schedules()))
        .version(held.version());
  }

  private static Reply showCalendar(Id region, BellsService.Held<SchoolCalendar> held) {
    SchoolCalendar value = held.value();
    return Reply.ok(
            new CalendarView(region, held.by(), value.terms(), value.holidays(), value.makeUps()))
        .version(held.version());
  }

  private Reply readBells(Call call) {
    Id school = call.id("school");
    return show(school, service.bells(school));
  }

  private Reply setBells(Call call) {
    Id school = call.id("school");
    return show(
        school,
        service.ring(call.caller(), school, call.expectedVersion(), call.body(Bells.class)));
  }

  /** A region follows the calendar of a larger one, whose changes its own version does not tell. */
  private Reply readCalendar(Call call) {
    Id region = call.id("region");
    return showCalendar(region, service.calendar(region));
  }

  private Reply setCalendar(Call call) {
    Id region = call.id("region");
    return showCalendar(
        region,
        service.set(
            call.caller(), region, call.expectedVersion(), call.body(SchoolCalendar.class)));
  }

  private Reply days(Call call) {
    call.allowQuery("from", "to");
    Id school = call.id("school");
    service.bells(school);
    LocalDate from = call.day("from").orElse(LocalDate.ofInstant(clock.instant(), Agreement.CHINA));
    LocalDate to = call.day("to").orElse(from.plusDays(6));
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      new Violations().add("to", "span-long", MOST_DAYS).refuse();
    }
    SchoolTime time = service.time(school.value());
    return Reply.ok(new DaysView(from.datesUntil(to.plusDays(1)).map(time::on).toList()));
  }
}
