package org.keqiao.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.store.Json;

/** What happens is followed by whoever may know of it. */
class FeedTest {

  private static final String EVENTS = "/api/v1/events";
  private static final String AGREEMENTS = "/api/v1/agreements";
  private static final String WENLAN = "tongwei-wenlan-primary";

  private static Api bureau() {
    return Town.official("bureau-admin", Town.TONGWEI);
  }

  private static String proposed() {
    LocalDate today = LocalDate.now(Agreement.CHINA);
    Answer made =
        Town.member("school-admin", Town.LIUWAN)
            .post(
                AGREEMENTS,
                Map.of(
                    "urban",
                    WENLAN,
                    "rural",
                    Town.LIUWAN,
                    "terms",
                    Map.of(
                        "courses",
                        List.of(Map.of("subject", "english", "grade", "g4")),
                        "weeklyHours",
                        2,
                        "from",
                        today.toString(),
                        "to",
                        today.plusDays(200).toString(),
                        "ruralContact",
                        Map.of("name", "李老师", "phone", "0932-555-0100"))));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.id();
  }

  private static void act(Api api, String id, String what, boolean signs) {
    Answer now = api.get(AGREEMENTS + "/" + id);
    Map<String, Object> body =
        signs ? Map.of("hash", now.body().at("/current/hash").asText()) : Map.of("reason", "放假");
    Answer done = api.post(AGREEMENTS + "/" + id + "/" + what, body, "If-Match", now.etag());
    assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
  }

  /** The end of the feed for a caller. */
  private static String end(Api api) {
    Answer page = api.get(EVENTS + "?limit=100");
    while (page.body().path("more").asBoolean()) {
      page = api.get(EVENTS + "?limit=100&cursor=" + page.body().path("next").asText());
    }
    return page.body().path("next").asText();
  }

  private static List<JsonNode> of(Api api, String agreement, String cursor) {
    List<JsonNode> found = new ArrayList<>();
    String next = cursor;
    boolean more = true;
    while (more) {
      Answer page = api.get(EVENTS + "?limit=2&cursor=" + next);
      assertThat(page.status()).isEqualTo(200);
      page.body().path("items").forEach(found::add);
      next = page.body().path("next").asText();
      more = page.body().path("more").asBoolean();
    }
    return found.stream()
        .filter(event -> event.path("subject").asText().equals("agreement/" + agreement))
        .toList();
  }

  @Test
  void agreement_throughItsLife_isSeenInOrderByItsBureau_andNotByAnother() {
    String before = end(bureau());
    Api foreign = Town.official("bureau-admin", Town.ANDING);
    String beforeForeign = end(foreign);
    String id = proposed();
    act(Town.member("school-admin", Town.LIUWAN), id, "accept", true);
    act(Town.member("school-admin", WENLAN), id, "accept", true);
    act(bureau(), id, "suspend", false);
    act(bureau(), id, "resume", false);
    act(bureau(), id, "end", false);

    Curator.await(
        () -> bureau().get(EVENTS + "?type=agreement.ended&limit=100&cursor=" + before),
        answer -> answer.body().toString().contains(id));
    List<JsonNode> events = of(bureau(), id, before);
    assertThat(events)
        .extracting(event -> event.path("type").asText())
        .containsExactly(
            "agreement.proposed",
            "agreement.signed",
            "agreement.signed",
            "agreement.accepted",
            "agreement.active",
            "agreement.suspended",
            "agreement.resumed",
            "agreement.ended");
    assertThat(events).extracting(event -> event.path("sequence").asText()).isSorted();
    assertThat(events.toString()).doesNotContain("李老师", "0932-555-0100");
    JsonNode last = events.getLast();
    assertThat(last.path("specversion").asText()).isEqualTo("1.0");
    assertThat(last.at("/data/state").asText()).isEqualTo("ended");
    assertThat(last.at("/data/schools").toString()).contains(WENLAN, Town.LIUWAN);
    assertThat(of(foreign, id, beforeForeign)).isEmpty();
    assertThat(foreign.get(EVENTS + "?school=" + Town.LIUWAN).body().path("items")).isEmpty();
    assertThat(Town.member("teacher", Town.LIUWAN).get(EVENTS).status()).isEqualTo(403);
  }

  @Test
  void feed_byTypeSchoolAndRegion_hasOnlyWhatFits() {
    String before = end(Town.as("admin"));
    String id = proposed();
    Curator.await(
        () -> Town.as("admin").get(EVENTS + "?cursor=" + before),
        answer -> answer.body().toString().contains(id));
    for (String fits :
        List.of("type=agreement.proposed", "school=" + Town.LIUWAN, "region=" + Town.TONGWEI)) {
      assertThat(
              Town.as("admin")
                  .get(EVENTS + "?limit=100&cursor=" + before + "&" + fits)
                  .body()
                  .toString())
          .contains(id);
    }
    for (String not :
        List.of("type=agreement.ended", "school=" + Town.TINGSONG, "region=" + Town.ANDING)) {
      assertThat(
              Town.as("admin")
                  .get(EVENTS + "?limit=100&cursor=" + before + "&" + not)
                  .body()
                  .toString())
          .doesNotContain(id);
    }
    assertThat(Town.as("admin").get(EVENTS + "?type=agreement.eaten").status()).isEqualTo(422);
    assertThat(Town.as("admin").get(EVENTS + "?cursor=rubbish").status()).isEqualTo(422);
  }

  @Test
  void stream_thatBreaks_goesOnWhereItBroke() throws Exception {
    String before = end(bureau());
    String first = proposed();
    String seen = awaitOnStream(before, first);
    String second = proposed();
    String afterwards = awaitOnStream(seen, second);
    assertThat(afterwards).isNotEqualTo(seen);
  }

  /** Listens until an event of an agreement comes; its id. */
  private static String awaitOnStream(String lastEventId, String agreement) throws Exception {
    HttpURLConnection line =
        (HttpURLConnection) Town.address().resolve(EVENTS + "/stream").toURL().openConnection();
    line.setRequestProperty("Authorization", "Bearer " + bureau().token());
    line.setRequestProperty("Last-Event-ID", lastEventId);
    line.setReadTimeout(60_000);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8))) {
      String id = "";
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (text.startsWith("id: ")) {
          id = text.substring(4);
        }
        if (text.startsWith("data: ")) {
          JsonNode event = Json.STORED.readTree(text.substring(6));
          assertThat(event.path("subject").asText()).isEqualTo("agreement/" + agreement);
          return id;
        }
      }
    }
    throw new AssertionError("the stream ended");
  }
}
