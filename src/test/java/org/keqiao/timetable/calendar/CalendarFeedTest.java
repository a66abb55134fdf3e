package org.keqiao.timetable.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Npm;
import org.keqiao.fixture.PairedSchools;
import org.keqiao.fixture.Town;
import org.keqiao.store.Json;

/** Bookings as calendars, as a parser that others wrote reads them. */
class CalendarFeedTest {

  private static final String FEEDS = "/api/v1/me/calendar-feeds";
  private static PairedSchools schools;

  @BeforeAll
  static void pair() {
    schools = PairedSchools.make(Town.as("admin"), Town.SHIPO, 1);
  }

  private static Answer subscribed(Api api, String of, String whose) {
    Answer made = api.post(FEEDS, Map.of("of", of, "whose", whose));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  /** What ical.js makes of a calendar. */
  private static JsonNode parsed(String calendar) throws IOException, InterruptedException {
    Path folder =
        Npm.install(Path.of("src", "test", "resources", "calendar", "read.mjs"), "ical.js@2.2.1");
    Path file = folder.resolve("calendar.ics");
    Files.writeString(file, calendar);
    Process node =
        new ProcessBuilder("node", "read.mjs", "calendar.ics").directory(folder.toFile()).start();
    byte[] said = node.getInputStream().readAllBytes();
    assertThat(node.waitFor()).isZero();
    return Json.read(said, JsonNode.class);
  }

  private static JsonNode event(JsonNode events, Answer booking) {
    for (JsonNode event : events) {
      if (event.path("uid").asText().startsWith(booking.id())) {
        return event;
      }
    }
    throw new AssertionError("no event of " + booking.id() + " in " + events);
  }

  @Test
  void feed_ofATeacher_isReadByAForeignParser_movesAndCancels() throws Exception {
    LocalDate day = PairedSchools.day(2);
    Answer booked = schools.booked(schools.draft(day, "10:00", "10:40"));
    Answer feed = subscribed(Town.as("admin"), "teacher", schools.teachers().getFirst());
    String url = feed.body().path("url").asText();
    Answer file =
        Curator.await(
            () -> Api.at(Town.address()).get(url), answer -> text(answer).contains(booked.id()));
    assertThat(file.header("Content-Type")).startsWith("text/calendar");
    JsonNode event = event(parsed(text(file)), booked);
    assertThat(event.path("start").asText()).isEqualTo(PairedSchools.at(day, "10:00").toString());
    assertThat(event.path("end").asText()).isEqualTo(PairedSchools.at(day, "10:40").toString());
    assertThat(event.path("summary").asText()).contains("英语", "通渭县鸡川镇石坡小学");
    assertThat(event.path("status").asText()).isEqualTo("CONFIRMED");
    assertThat(Api.at(Town.address()).get(url, "If-None-Match", file.etag()).status())
        .isEqualTo(304);
    String path = "/api/v1/bookings/" + booked.id();
    assertThat(schools.api().delete(path, "If-Match", booked.etag()).status()).isEqualTo(204);
    Answer after =
        Curator.await(
            () -> Api.at(Town.address()).get(url), answer -> text(answer).contains("CANCELLED"));
    JsonNode cancelled = event(parsed(text(after)), booked);
    assertThat(cancelled.path("uid")).isEqualTo(event.path("uid"));
    assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
    assertThat(cancelled.path("sequence").asInt()).isGreaterThan(event.path("sequence").asInt());
  }

  @Test
  void feed_revoked_isNotReadAnyMore() {
    Api reader = Town.member("school-admin", Town.SHIPO);
    Answer feed = subscribed(reader, "school", Town.SHIPO);
    String url = feed.body().path("url").asText();
    assertThat(Api.at(Town.address()).get(url).status()).isEqualTo(200);
    assertThat(reader.get(FEEDS).body().findValuesAsText("id")).contains(feed.id());
    assertThat(Town.member("school-admin", Town.TINGSONG).delete(FEEDS + "/" + feed.id()).status())
        .isEqualTo(404);
    assertThat(reader.delete(FEEDS + "/" + feed.id()).status()).isEqualTo(204);
    assertThat(Api.at(Town.address()).get(url).status()).isEqualTo(404);
  }

  @Test
  void feed_ofASchoolBeyondReach_isRefused() {
    Answer refused =
        Town.member("school-admin", Town.TINGSONG)
            .post(FEEDS, Map.of("of", "school", "whose", Town.SHIPO));
    assertThat(refused.body().path("violations").findValuesAsText("code"))
        .containsExactly("school-not-found");
  }
}
