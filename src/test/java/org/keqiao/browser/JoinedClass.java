package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keqiao.courseware.Samples;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Town;
import org.keqiao.media.Films;

/**
 * A session of the town: a teacher of an urban school leads, and the school of the demo teacher
 * follows.
 *
 * @param id of the session
 */
record JoinedClass(String id) {

  /** The school that follows. */
  static final String SCHOOL = Town.LIUWAN;

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String LEAD = "member.teacher." + Paired.WENLAN;
  private static final int SECONDS = 180;

  private static @Nullable String lesson;

  /** A lesson of three minutes with three pages. */
  static synchronized String lesson() throws Exception {
    String known = lesson;
    if (known != null) {
      return known;
    }
    Curator curator = new Curator(Town.as("curator"));
    Answer made =
        curator.attachVideo(
            curator.draft("一起上的课"), curator.upload("微课.mp4", Films.lesson("256x144", SECONDS)));
    awaitDone(curator, made.body().at("/parts/video/job").asText());
    Answer slides =
        curator.attach(
            made, "slides", curator.upload("课件.pptx", Samples.pptx("第一张", "第二张", "第三张")));
    awaitDone(curator, slides.body().at("/parts/slides/job").asText());
    Answer published =
        curator.api().transition("/api/v1/lessons/%s/publish".formatted(made.id()), slides.etag());
    assertThat(published.status()).as(published.body().toString()).isEqualTo(200);
    lesson = made.id();
    return made.id();
  }

  /** A film takes its time where many tests run beside each other. */
  private static void awaitDone(Curator curator, String job) {
    String state = "queued";
    for (int turn = 0; turn < 6 && !state.equals("done"); turn++) {
      state = curator.awaitJob(job).body().path("state").asText();
    }
    assertThat(state).isEqualTo("done");
  }

  private static Api lead() {
    return Town.member("teacher", Paired.WENLAN);
  }

  /** A session that begins with the lesson. */
  static JoinedClass plan() throws Exception {
    Paired.with(Town.as("admin"), SCHOOL);
    Answer made =
        lead()
            .post(
                SESSIONS,
                Map.of("lead", Paired.WENLAN, "rooms", List.of(SCHOOL), "lesson", lesson()));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return new JoinedClass(made.id());
  }

  /** The session as the lead reads it. */
  Answer read() {
    return lead().get(SESSIONS + "/" + id);
  }

  /** Sits down at the lead's desk. */
  LeadDesk lead(Browser browser) {
    Gate.before(browser.at(Town.address()), "/classroom").enter(LEAD, Api.OWN_PASSWORD);
    browser.see("user-name");
    browser.ask("return location.hash = arguments[0]", "#lead/" + id);
    browser.see("lead");
    browser.until(
        "the lead is connected", () -> browser.see("lead-status").getText().equals("已连接"));
    return new LeadDesk(browser);
  }

  /** Opens the room of the school on the wall. */
  RoomScreen room(Browser browser) {
    return room(browser, Town.address());
  }

  /** Opens the room of the school on the wall, over a line. */
  RoomScreen room(Browser browser, URI line) {
    browser.at(line);
    Gate.before(browser.onWall(), "/classroom").enterAs("teacher");
    browser.ask("return location.hash = arguments[0]", "#room/%s/%s".formatted(id, SCHOOL));
    return new RoomScreen(browser);
  }
}
