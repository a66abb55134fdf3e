package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keqiao.fixture.ShapedLine;
import org.keqiao.fixture.ShapedLine.Shape;
import org.keqiao.fixture.Town;

/** A teacher leads, and a room far away follows: two Chromiums at one program. */
@ExtendWith(Chromium.class)
class ClassroomPageTest {

  /** So far apart nobody takes two rooms for two, seconds. */
  private static final double IN_STEP = 0.3;

  private static final Shape VILLAGE = new Shape(4_000_000, Duration.ofMillis(60), 0);

  private static void awaitInStep(Windows windows) {
    windows
        .room()
        .until(
            "in step",
            () ->
                Math.abs(RoomScreen.phase(windows.lead()) - RoomScreen.phase(windows.room()))
                    < IN_STEP);
  }

  private static boolean standsAt(RoomScreen room, double second) {
    return !room.plays() && Math.abs(room.position() - second) < IN_STEP;
  }

  @Test
  void room_followsTheLead_playPauseSeekAndPage(Windows windows) throws Exception {
    JoinedClass session = JoinedClass.plan();
    LeadDesk lead = session.lead(windows.lead());
    RoomScreen room = session.room(windows.room());
    windows.room().see("room-enter");
    windows.room().photograph("room-start");
    room.enter();
    lead.awaitFilm();
    room.awaitFilm();
    windows.lead().until("the room is there", () -> lead.sees(JoinedClass.SCHOOL));
    assertThat(room.plays()).isFalse();

    lead.toggle();
    windows.room().until("playing", room::plays);
    awaitInStep(windows);
    windows.room().until("some seconds", () -> room.position() > 4);
    awaitInStep(windows);
    windows.lead().photograph("lead");
    windows.room().photograph("room");

    lead.toggle();
    windows.room().until("paused", () -> !room.plays());
    double here = windows.lead().number("return document.querySelector('video').currentTime");
    windows.room().until("at the same picture", () -> standsAt(room, here));

    lead.seek(70);
    windows.room().until("at second 70", () -> standsAt(room, 70));
    lead.toggle();
    windows.room().until("playing from there", () -> room.plays() && room.position() > 71);
    awaitInStep(windows);

    windows.lead().press("view-pages");
    windows.room().until("the first page", () -> room.page() == 1);
    windows.lead().press("page-after");
    windows.room().until("the second page", () -> room.page() == 2);
    assertThat(room.plays()).isFalse();
    windows.room().photograph("room-page");
    windows.lead().photograph("lead-page");

    windows.lead().press("view-video");
    windows.room().until("the film again", () -> room.page() == 0);
    windows.lead().press("lead-end");
    windows.lead().press("end-form-submit");
    assertThat(windows.room().see("class-over").getDomAttribute("data-reason")).isEqualTo("ended");
    windows
        .lead()
        .until(
            "the record of it", () -> session.read().body().path("state").asText().equals("ended"));
  }

  @Test
  void room_answers_raisesItsHand_asks_andSeesWhatIsDrawn(Windows windows) throws Exception {
    JoinedClass session = JoinedClass.plan();
    LeadDesk lead = session.lead(windows.lead());
    RoomScreen room = session.room(windows.room());
    room.enter();
    lead.awaitFilm();
    room.awaitFilm();

    lead.draw();
    windows.room().until("the line", () -> room.strokes() == 1);
    lead.point();
    windows.room().see("pointer");
    windows.room().photograph("room-board");

    lead.ask("长 5 厘米、宽 3 厘米的长方形，周长是多少？", "8 厘米/15 厘米/16 厘米");
    windows.room().see("choice-3");
    windows.room().photograph("room-question");
    windows.room().press("choice-3");
    windows
        .room()
        .until("taken", () -> windows.room().see("ask-told").getText().equals("已回答：16 厘米"));
    windows.lead().until("counted", () -> lead.count("16 厘米") == 1);
    windows.lead().photograph("lead-question");
    windows.lead().press("ask-close");
    windows
        .room()
        .until("no question", () -> !windows.room().all("ask-panel").getFirst().isDisplayed());

    windows.room().press("room-hand");
    windows.lead().until("the hand", () -> lead.seesHand(JoinedClass.SCHOOL));
    windows.lead().press("call-" + JoinedClass.SCHOOL);
    windows.room().until("called on", () -> room.banner().contains("请我们班发言"));
    windows.room().photograph("room-called");

    windows.room().press("room-ask");
    windows.room().type("ask-text", "为什么要乘 2？");
    windows.room().press("ask-form-submit");
    assertThat(windows.lead().see("text-question").getText()).contains("为什么要乘 2？");
    windows.lead().photograph("lead-texts");
    windows.lead().press("text-mark");
    windows
        .lead()
        .until(
            "marked",
            () ->
                "true"
                    .equals(windows.lead().see("text-question").getDomAttribute("data-answered")));
  }

  @Test
  void room_whoseLineIsCutFor20Seconds_playsOn_andComesBackInStep(Windows windows)
      throws Exception {
    JoinedClass session = JoinedClass.plan();
    try (ShapedLine line = ShapedLine.to(Town.address(), VILLAGE)) {
      LeadDesk lead = session.lead(windows.lead());
      RoomScreen room = session.room(windows.room(), line.address());
      room.enter();
      lead.awaitFilm();
      room.awaitFilm();
      lead.toggle();
      windows.room().until("some seconds", () -> room.position() > 3);
      awaitInStep(windows);

      line.cut();
      Instant end = Instant.now().plusSeconds(20);
      windows.room().until("it says so", () -> room.status().contains("断线"));
      double cutAt = room.position();
      windows.room().until("it plays on", () -> room.position() > cutAt + 3);
      windows.room().photograph("room-away");
      lead.seek(80);
      windows.room().untilAtLast("20 seconds", () -> Instant.now().isAfter(end));
      assertThat(room.position()).as("what it could not know").isLessThan(70);
      line.mend();

      windows.room().untilAtLast("back where the lead is", () -> room.position() > 80);
      awaitInStep(windows);
      assertThat(room.status()).doesNotContain("断线");
      lead.toggle();
      windows.room().until("paused", () -> !room.plays());
      assertThat(windows.room().complaints()).allMatch(text -> isOfTheLine(text));
      windows.room().leave();
    }
  }

  private static boolean isOfTheLine(String complaint) {
    return complaint.contains("net::ERR") || complaint.contains("WebSocket");
  }

  @Test
  void room_thatIsReloaded_goesOnWithoutATouch(Windows windows) throws Exception {
    JoinedClass session = JoinedClass.plan();
    LeadDesk lead = session.lead(windows.lead());
    RoomScreen room = session.room(windows.room());
    room.enter();
    lead.awaitFilm();
    lead.toggle();
    windows.room().until("playing", () -> room.position() > 2);
    windows.room().ask("location.reload(); return true");
    windows.room().see("board");
    windows.room().untilAtLast("playing again", () -> room.plays() && room.position() > 2);
    awaitInStep(windows);
  }

  @Test
  void room_thatIsOpenedElsewhere_saysSo_andCanBeTakenBack(Windows windows) throws Exception {
    JoinedClass session = JoinedClass.plan();
    RoomScreen first = session.room(windows.lead());
    first.enter();
    RoomScreen second = session.room(windows.room());
    second.enter();
    assertThat(windows.lead().see("class-over").getDomAttribute("data-reason"))
        .isEqualTo("replaced");
    windows.lead().photograph("room-replaced");
    windows.lead().press("class-here");
    first.enter();
    assertThat(windows.room().see("class-over").getDomAttribute("data-reason"))
        .isEqualTo("replaced");
  }

  @Test
  void assistant_seesWhereTheLessonIs_andAsksForThePupils(Windows windows) throws Exception {
    JoinedClass session = JoinedClass.plan();
    LeadDesk lead = session.lead(windows.lead());
    Browser phone = windows.room().at(Town.address()).on(Screen.PHONE);
    Gate.before(phone, "/classroom").enterAs("teacher");
    phone.until(
        "the class", () -> !phone.select("[data-id='%s']".formatted(session.id())).isEmpty());
    phone.photograph("sessions");
    phone
        .select("[data-id='%s'] [data-testid=enter-assistant]".formatted(session.id()))
        .getFirst()
        .click();
    phone.see("assistant");
    lead.awaitFilm();
    lead.toggle();
    phone.until("playing", () -> phone.see("assistant-now").getText().startsWith("正在播放"));
    phone.type("assistant-text", "能再放一遍吗？");
    phone.press("assistant-send");
    assertThat(windows.lead().see("text-question").getText()).contains("能再放一遍吗？");
    phone.photograph("assistant");
    assertThat(phone.fits()).isTrue();
  }
}
