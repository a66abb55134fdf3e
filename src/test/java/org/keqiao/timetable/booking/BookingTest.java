package org.keqiao.timetable.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.PairedSchools;
import org.keqiao.fixture.Town;
import org.keqiao.pairing.agreement.Agreement;

/** Classrooms of two paired schools are booked, moved, cancelled; what is taken is refused. */
class BookingTest {

  private static final String BOOKINGS = "/api/v1/bookings";

  private static PairedSchools schools;
  private static PairedSchools others;

  @BeforeAll
  static void pair() {
    schools = PairedSchools.make(Town.as("admin"), Town.SHIPO, 3);
    others = PairedSchools.make(Town.as("admin"), "longshan-hongtu-school", 1);
  }

  private static Answer read(Answer booking) {
    return Town.as("admin").get(BOOKINGS + "/" + booking.id());
  }

  private static Answer move(Answer booking, Map<String, Object> patch) {
    return Town.as("admin").patch(BOOKINGS + "/" + booking.id(), patch, "If-Match", booking.etag());
  }

  private static List<String> codes(Answer refused) {
    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    return refused.body().path("violations").findValuesAsText("code");
  }

  private static Map<String, Object> with(Map<String, Object> draft, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(draft);
    changed.put(name, value);
    return changed;
  }

  @Test
  void booking_byThePeriodOfTheRuralSchool_saysWhatItIsByTheBellsOfBoth() {
    LocalDate day = PairedSchools.day(1);
    Map<String, Object> draft = schools.draft(day, "08:00", "08:40");
    draft.keySet().removeAll(List.of("begins", "ends"));
    draft.put("period", Map.of("school", Town.SHIPO, "date", day.toString(), "period", 3));
    Answer booked = schools.booked(draft);
    JsonNode rural = booked.body().at("/timetable/1");
    assertThat(rural.path("school").asText()).isEqualTo(Town.SHIPO);
    assertThat(rural.at("/periods/0/period").asInt()).isEqualTo(3);
    assertThat(rural.at("/periods/0/minutes").asInt()).isEqualTo(40);
    assertThat(booked.body().at("/timetable/0/school").asText()).isEqualTo(schools.urban());
    assertThat(booked.body().at("/timetable/0/periods")).isNotEmpty();
    assertThat(booked.body().path("state").asText()).isEqualTo("booked");
    assertThat(read(booked).body()).isEqualTo(booked.body());
  }

  @Test
  void booking_sentAgain_isTheSame_andAnotherOneOfItsNameIsRefused() {
    Map<String, Object> draft = schools.draft(PairedSchools.day(2), "08:00", "08:40");
    draft.put("id", "twice-" + schools.agreement());
    Answer first = schools.booked(draft);
    Answer again = schools.booked(draft);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.etag()).isEqualTo(first.etag());
    assertThat(schools.book(with(draft, "subject", "art")).code()).isEqualTo("booking-exists");
  }

  @Test
  void booking_ofWhatIsTaken_namesItAndTheThreeNearestFreeTimes() {
    LocalDate day = PairedSchools.day(3);
    Answer first = schools.booked(schools.draft(day, "08:55", "09:35"));
    Answer refused = schools.book(schools.draft(day, "09:00", "09:40"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("booking-conflict");
    JsonNode conflicts = refused.body().path("conflicts");
    assertThat(conflicts.findValuesAsText("of"))
        .containsExactlyInAnyOrder("teacher", "room", "room");
    assertThat(conflicts.findValuesAsText("booking")).containsOnly(first.id());
    JsonNode nearest = refused.body().path("nearest");
    assertThat(nearest).hasSize(3);
    for (JsonNode free : nearest) {
      Instant begins = Instant.parse(free.path("begins").asText());
      Instant ends = Instant.parse(free.path("ends").asText());
      assertThat(Duration.between(begins, ends)).isEqualTo(Duration.ofMinutes(40));
      assertThat(
              begins.isBefore(PairedSchools.at(day, "09:35"))
                  && ends.isAfter(PairedSchools.at(day, "08:55")))
          .isFalse();
    }
    Map<String, Object> nextDraft =
        schools.draft(
            0,
            0,
            Instant.parse(nearest.at("/0/begins").asText()),
            Instant.parse(nearest.at("/0/ends").asText()));
    schools.booked(nextDraft);
  }

  @Test
  void teacher_whoTeachesAtThatTimeForAnotherSchool_isTaken() {
    LocalDate day = PairedSchools.day(4);
    schools.booked(schools.draft(day, "10:00", "10:40"));
    Map<String, Object> elsewhere = others.draft(day, "10:20", "11:00");
    elsewhere.put("teacher", schools.teachers().getFirst());
    Answer refused = others.book(elsewhere);
    assertThat(refused.body().path("conflicts").findValuesAsText("of")).containsExactly("teacher");
  }

  @Test
  void booking_moved_freesItsOldTime_andOneThatCannotMoveKeepsIt() {
    LocalDate day = PairedSchools.day(5);
    Answer first = schools.booked(schools.draft(day, "08:00", "08:40"));
    Answer second = schools.booked(schools.draft(day, "10:00", "10:40"));
    Map<String, Object> toFirst =
        Map.of(
            "begins", PairedSchools.at(day, "08:20").toString(),
            "ends", PairedSchools.at(day, "09:00").toString());
    assertThat(move(second, toFirst).code()).isEqualTo("booking-conflict");
    assertThat(read(second).body()).isEqualTo(second.body());
    Map<String, Object> away =
        Map.of(
            "begins", PairedSchools.at(day, "14:00").toString(),
            "ends", PairedSchools.at(day, "14:40").toString());
    Answer moved = move(first, away);
    assertThat(moved.status()).as(moved.body().toString()).isEqualTo(200);
    assertThat(move(second, toFirst).status()).isEqualTo(200);
    assertThat(move(first, away).status()).isEqualTo(412);
  }

  @Test
  void booking_cancelled_isReadAndFreesItsTime() {
    LocalDate day = PairedSchools.day(6);
    Map<String, Object> draft = schools.draft(day, "08:00", "08:40");
    Answer booked = schools.booked(draft);
    String path = BOOKINGS + "/" + booked.id();
    Answer gone =
        Town.as("admin").delete(path + "?reason=" + Api.encode("教师生病"), "If-Match", booked.etag());
    assertThat(gone.status()).isEqualTo(204);
    assertThat(read(booked).body().path("state").asText()).isEqualTo("cancelled");
    assertThat(read(booked).body().path("reason").asText()).isEqualTo("教师生病");
    schools.booked(draft);
  }

  @Test
  void booking_thatHasNotBegun_isCancelledRatherThanStopped() {
    Answer booked = schools.booked(schools.draft(PairedSchools.day(7), "08:00", "08:40"));
    assertThat(
            Town.as("admin")
                .transition(BOOKINGS + "/" + booked.id() + "/stop", booked.etag())
                .code())
        .isEqualTo("booking-not-begun");
  }

  @Test
  void line_ofASlowSchool_carriesSoManyLessonsAtOnce() {
    PairedSchools slow = PairedSchools.make(Town.as("admin"), "longyang-musuping-primary", 3);
    LocalDate day = PairedSchools.day(8);
    Instant begins = PairedSchools.at(day, "15:00");
    for (int i = 0; i < 2; i++) {
      slow.booked(slow.draft(i, i, begins, begins.plus(Duration.ofMinutes(40))));
    }
    Answer refused = slow.book(slow.draft(2, 2, begins, begins.plus(Duration.ofMinutes(40))));
    assertThat(refused.body().path("conflicts").findValuesAsText("of"))
        .containsExactly("line", "line");
    assertThat(refused.body().path("nearest")).hasSize(3);
  }

  @Test
  void booking_againstTheRules_isRefusedWithWhatIsWrong() {
    LocalDate day = PairedSchools.day(9);
    Map<String, Object> draft = schools.draft(day, "08:00", "08:40");
    assertThat(codes(schools.book(with(draft, "teacher", "nobody"))))
        .containsExactly("teacher-not-of-school");
    assertThat(codes(schools.book(with(draft, "lead", Map.of("room", "none")))))
        .containsExactly("room-not-found");
    assertThat(
            codes(schools.book(with(draft, "lead", Map.of("room", "x", "school", Town.TINGSONG)))))
        .containsExactly("school-not-in-agreement");
    assertThat(codes(schools.book(with(draft, "rooms", List.of(Map.of("room", "shipo-class"))))))
        .containsExactly("room-not-joining");
    assertThat(codes(schools.book(schools.draft(day, "08:00", "12:30"))))
        .containsExactly("booking-long");
    assertThat(codes(schools.book(schools.draft(day.minusYears(1), "08:00", "08:40"))))
        .containsExactly("booking-past");
    assertThat(codes(schools.book(with(draft, "agreement", "none"))))
        .containsExactly("agreement-not-found");
    LocalDate breakDay = LocalDate.now(Agreement.CHINA).plusDays(85);
    assertThat(codes(schools.book(schools.draft(breakDay, "08:00", "08:40"))))
        .containsExactly("day-outside-terms", "day-outside-terms");
  }

  @Test
  void agreement_suspended_isNotBookedFor_andEndedCancelsWhatIsAhead() {
    PairedSchools ending = PairedSchools.make(Town.as("admin"), "biyu-taoli-school", 1);
    Map<String, Object> draft = ending.draft(PairedSchools.day(10), "08:00", "08:40");
    Answer booked = ending.booked(draft);
    String agreement = "/api/v1/agreements/" + ending.agreement();
    Answer now = Town.as("admin").get(agreement);
    Answer suspended =
        Town.as("admin").post(agreement + "/suspend", Map.of(), "If-Match", now.etag());
    assertThat(ending.book(ending.draft(PairedSchools.day(11), "08:00", "08:40")).code())
        .isEqualTo("agreement-suspended");
    Answer ended =
        Town.as("admin").post(agreement + "/end", Map.of(), "If-Match", suspended.etag());
    assertThat(ended.status()).isEqualTo(200);
    Answer cancelled =
        Curator.await(
            () -> read(booked), answer -> answer.body().path("state").asText().equals("cancelled"));
    assertThat(cancelled.body().path("reason").asText()).isEqualTo("agreement-ended");
  }

  @Test
  void series_everyWeek_booksWhatCanBeAndSaysWhyTheRestCannot() {
    PairedSchools weekly = PairedSchools.make(Town.as("admin"), "shichuan-mailang-junior", 1);
    LocalDate first = PairedSchools.day(0);
    Answer taken = weekly.booked(weekly.draft(first.plusWeeks(1), "08:00", "08:40"));
    Map<String, Object> series =
        Map.of(
            "id",
            "s-" + weekly.agreement(),
            "booking",
            weekly.draft(first, "08:00", "08:40"),
            "repeats",
            "weekly",
            "until",
            first.plusWeeks(3).toString());
    Answer made = weekly.api().post("/api/v1/booking-series", series);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    assertThat(made.body().path("booked")).hasSize(3);
    assertThat(made.body().at("/left/0/date").asText()).isEqualTo(first.plusWeeks(1).toString());
    assertThat(made.body().at("/left/0/code").asText()).isEqualTo("booking-conflict");
    assertThat(made.body().at("/left/0/conflicts/0/booking").asText()).isEqualTo(taken.id());
    assertThat(weekly.api().post("/api/v1/booking-series", series).body().path("booked"))
        .isEqualTo(made.body().path("booked"));
    String second = made.body().at("/booked/1/id").asText();
    Answer read = weekly.api().get(BOOKINGS + "/" + second);
    weekly.api().delete(BOOKINGS + "/" + second + "?rest=true", "If-Match", read.etag());
    JsonNode all =
        weekly.api().get(BOOKINGS + "?series=s-" + weekly.agreement()).body().path("items");
    assertThat(all.findValuesAsText("state")).hasSize(3);
  }

  @Test
  void freeTimes_ofTwoSchools_lieBestInThePeriodsOfBoth_andLeaveOutWhatIsTaken() {
    LocalDate day = PairedSchools.day(12);
    schools.booked(schools.draft(day, "10:30", "11:10"));
    String ask =
        "/api/v1/timetable/free?schools=%s,%s&teacher=%s&minutes=40&from=%s&to=%s&limit=100"
            .formatted(schools.urban(), schools.rural(), schools.teachers().getFirst(), day, day);
    Answer free = Town.member("teacher", Town.SHIPO).get(ask);
    JsonNode items = free.body().path("items");
    assertThat(items).isNotEmpty();
    for (int i = 1; i < items.size(); i++) {
      assertThat(items.get(i).path("fit").asInt())
          .isLessThanOrEqualTo(items.get(i - 1).path("fit").asInt());
    }
    for (JsonNode item : items) {
      assertThat(
              Instant.parse(item.path("begins").asText()).isBefore(PairedSchools.at(day, "11:10"))
                  && Instant.parse(item.path("ends").asText())
                      .isAfter(PairedSchools.at(day, "10:30")))
          .isFalse();
    }
    assertThat(Town.member("teacher", Town.TINGSONG).get(ask).status()).isEqualTo(422);
  }

  @Test
  void booking_ofATenant_isNeitherReadNorListedNorChangedByStrangers() {
    Answer booked = schools.booked(schools.draft(PairedSchools.day(13), "08:00", "08:40"));
    String path = BOOKINGS + "/" + booked.id();
    for (Api stranger :
        List.of(
            Town.member("teacher", Town.TINGSONG),
            Town.member("school-admin", Town.TINGSONG),
            Town.official("bureau-admin", Town.ANDING))) {
      assertThat(stranger.get(path).status()).isEqualTo(404);
      assertThat(stranger.delete(path, "If-Match", booked.etag()).status()).isEqualTo(404);
      assertThat(stranger.transition(path + "/stop", booked.etag()).status()).isEqualTo(404);
      assertThat(stranger.patch(path, Map.of(), "If-Match", booked.etag()).status()).isEqualTo(404);
      assertThat(stranger.get(BOOKINGS + "?limit=100").body().toString())
          .doesNotContain(booked.id());
      assertThat(stranger.get("/api/v1/rooms?limit=100").body().toString())
          .doesNotContain(schools.rooms().getFirst());
      assertThat(
              codes(
                  stranger.post(BOOKINGS, schools.draft(PairedSchools.day(14), "08:00", "08:40"))))
          .contains("agreement-not-found");
    }
    assertThat(Town.member("teacher", Town.SHIPO).get(path).status()).isEqualTo(200);
  }
}
