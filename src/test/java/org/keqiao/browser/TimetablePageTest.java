package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Town;

/** A school books lessons on the page. */
@ExtendWith(Chromium.class)
class TimetablePageTest {

  private static final String BOOKINGS = "/api/v1/bookings";
  private static final String ADMIN = "member.school-admin." + Paired.WENLAN;

  private static Api admin() {
    return Town.member("school-admin", Paired.WENLAN);
  }

  /** A day of lessons at least a week from now, with its first period. */
  private static JsonNode day() {
    LocalDate from = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(7);
    Answer days =
        admin()
            .get(
                "/api/v1/schools/%s/days?from=%s&to=%s"
                    .formatted(Paired.WENLAN, from, from.plusDays(40)));
    for (JsonNode day : days.body().path("items")) {
      if (day.path("kind").asText().equals("lessons") && day.path("periods").size() > 3) {
        return day;
      }
    }
    throw new AssertionError("no lessons on any day: " + days.body());
  }

  @ParameterizedTest
  @EnumSource
  void lesson_atATakenTime_isBookedAtTheNearestFreeOne(Screen screen, Browser browser) {
    String agreement = Paired.with(Town.as("admin"), Town.SHIPO);
    String teacher = Town.member("teacher", Paired.WENLAN).get("/api/v1/me").id();
    JsonNode day = day();
    Answer rooms = admin().get("/api/v1/agreements/%s/rooms".formatted(agreement));
    String lead = roomOf(rooms, Paired.WENLAN);
    String room = roomOf(rooms, Town.SHIPO);
    String date = day.path("date").asText();
    int number = day.path("periods").get(screen.ordinal() + 1).path("number").asInt();
    Answer taken =
        admin()
            .post(
                BOOKINGS,
                Map.of(
                    "agreement",
                    agreement,
                    "teacher",
                    teacher,
                    "subject",
                    "english",
                    "grade",
                    "g3",
                    "lead",
                    Map.of("room", lead),
                    "rooms",
                    List.of(Map.of("room", room)),
                    "period",
                    Map.of("school", Paired.WENLAN, "date", date, "period", number)));
    assertThat(taken.status()).as(taken.body().toString()).isIn(201, 409);

    SchoolDesk desk = SchoolDesk.of(browser.on(screen), ADMIN);
    desk.open("timetable");
    browser.press("book");
    desk.select("book-agreement", agreement);
    browser.until("rooms", () -> !browser.select("#book-room option").isEmpty());
    browser.ask(
        "const date = document.getElementById('book-date'); date.value = arguments[0];"
            + " date.dispatchEvent(new Event('change')); return true",
        date);
    browser.until(
        "the bells",
        () -> !browser.select("#book-period option[value='%d']".formatted(number)).isEmpty());
    desk.select("book-period", String.valueOf(number));
    desk.select("book-teacher", teacher);
    desk.select("book-lead", lead);
    desk.select("book-room", room);
    browser.press("book-form-submit");
    browser.see("nearest-3");
    browser.photograph("booking-conflict");
    browser.press("nearest-1");
    browser.until("booked", () -> browser.all("book-form").isEmpty());
    browser.until("both lessons in the week", () -> browser.all("booking").size() > 1);
    browser.photograph("timetable");
    assertThat(browser.fits()).isTrue();
    assertThat(browser.complaints()).allMatch(text -> text.contains("409"));
  }

  private static String roomOf(Answer rooms, String school) {
    for (JsonNode room : rooms.body().path("items")) {
      if (room.path("school").asText().equals(school)) {
        return room.path("id").asText();
      }
    }
    throw new AssertionError("no room of " + school + " in " + rooms.body());
  }

  @Test
  void calendar_ofTheSchool_canBeSubscribedTo(Browser browser) {
    admin();
    SchoolDesk desk = SchoolDesk.of(browser, ADMIN);
    desk.open("timetable");
    browser.press("calendar");
    String address = String.valueOf(browser.see("calendar-url").getDomProperty("value"));
    assertThat(address).endsWith(".ics");
    Answer calendar = Api.at(Town.address()).get(URI.create(address).getPath());
    assertThat(calendar.status()).isEqualTo(200);
  }
}
