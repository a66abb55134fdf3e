package org.keqiao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.LedgerHours;
import org.keqiao.fixture.Town;
import org.keqiao.ledger.promise.IsoWeek;
import org.keqiao.pairing.agreement.Agreement;

/** Both schools say what they hold of the hours; whoever keeps the region sums them up. */
class LedgerTest {

  private static final String WENLAN = "tongwei-wenlan-primary";
  private static final String HOURS = "/api/v1/hours/";

  private static Api rural() {
    return Town.member("school-admin", Town.SHIPO);
  }

  private static Api urban() {
    return Town.member("school-admin", WENLAN);
  }

  private static LocalDate today() {
    return LocalDate.now(Agreement.CHINA);
  }

  /** An active agreement of two lessons a week, which began four weeks ago. */
  private static String agreement() {
    Map<String, Object> terms = new HashMap<>();
    terms.put("courses", List.of(Map.of("subject", "english", "grade", "g4")));
    terms.put("weeklyHours", 2);
    terms.put("from", IsoWeek.of(today()).monday().minusWeeks(4).toString());
    terms.put("to", today().plusDays(200).toString());
    Answer made =
        rural()
            .post(
                "/api/v1/agreements", Map.of("urban", WENLAN, "rural", Town.SHIPO, "terms", terms));
    String hash = made.body().at("/current/hash").asText();
    String path = "/api/v1/agreements/" + made.id() + "/accept";
    Answer once = rural().post(path, Map.of("hash", hash), "If-Match", made.etag());
    Answer twice = urban().post(path, Map.of("hash", hash), "If-Match", once.etag());
    assertThat(twice.body().path("state").asText()).isEqualTo("active");
    return made.id();
  }

  private static Instant weeksAgo(int weeks) {
    return IsoWeek.of(today())
        .monday()
        .minusWeeks(weeks)
        .atTime(10, 0)
        .atZone(Agreement.CHINA)
        .toInstant();
  }

  private static String hour(String agreement, int minutes) {
    return LedgerHours.plant(agreement, WENLAN, Town.SHIPO, weeksAgo(2), minutes);
  }

  private static Answer say(Api api, String hour, String what, Map<String, Object> more) {
    Answer known = Town.as("admin").get(HOURS + hour);
    Map<String, Object> body = new HashMap<>(more);
    if (!what.equals("settle") && !what.equals("decide")) {
      body.put("hash", known.body().path("hash").asText());
    }
    return api.post(HOURS + hour + "/" + what, body, "If-Match", known.etag());
  }

  private static String state(Answer hour) {
    assertThat(hour.status()).as(hour.body().toString()).isEqualTo(200);
    return hour.body().path("state").asText();
  }

  private static Map<String, Object> disputing(String outcome, int minutes) {
    return Map.of("reason", "=老师迟到", "proposal", Map.of("outcome", outcome, "minutes", minutes));
  }

  @Test
  void hour_confirmedByBoth_isConfirmed() {
    String hour = hour(agreement(), 40);
    assertThat(state(say(rural(), hour, "confirm", Map.of()))).isEqualTo("counted");
    Answer both = say(urban(), hour, "confirm", Map.of());
    assertThat(state(both)).isEqualTo("confirmed");
    assertThat(both.body().path("confirmations").findValuesAsText("side"))
        .containsExactly("rural", "urban");
    assertThat(both.body().path("history").findValuesAsText("step"))
        .containsExactly("confirm", "confirm", "agree");
  }

  @Test
  void hour_confirmedUnderOtherFigures_isRefused() {
    String hour = hour(agreement(), 40);
    Answer refused =
        rural()
            .post(HOURS + hour + "/confirm", Map.of("hash", "0".repeat(64)), "If-Match", "\"1\"");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("hour-figures-changed");
    assertThat(rural().post(HOURS + hour + "/confirm", Map.of("hash", "x")).status())
        .isEqualTo(428);
  }

  @Test
  void hour_disputedAndAccepted_countsAsTheSchoolsSay() {
    String hour = hour(agreement(), 40);
    Answer disputed = say(rural(), hour, "dispute", disputing("partial", 20));
    assertThat(state(disputed)).isEqualTo("disputed");
    assertThat(say(rural(), hour, "settle", Map.of()).code()).isEqualTo("hour-own-dispute");
    Answer settled = say(urban(), hour, "settle", Map.of());
    assertThat(state(settled)).isEqualTo("settled");
    assertThat(settled.body().at("/verdict/outcome").asText()).isEqualTo("partial");
    assertThat(settled.body().at("/settlement/how").asText()).isEqualTo("accepted");
  }

  @Test
  void hour_disputed_isDecidedByTheBureauAndNotByASchool() {
    String hour = hour(agreement(), 10);
    say(urban(), hour, "dispute", disputing("delivered", 40));
    Map<String, Object> decision =
        Map.of("reason", "按日志核实", "verdict", Map.of("outcome", "partial", "minutes", 30));
    assertThat(say(urban(), hour, "decide", decision).status()).isEqualTo(403);
    Answer decided = say(Town.as("bureau-admin"), hour, "decide", decision);
    assertThat(state(decided)).isEqualTo("settled");
    assertThat(decided.body().at("/verdict/minutes").asInt()).isEqualTo(30);
    assertThat(say(Town.as("bureau-admin"), hour, "confirm", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void hour_disputedWithWhatCannotBe_isRefusedWithEveryFault() {
    String hour = hour(agreement(), 10);
    Answer refused =
        say(
            rural(),
            hour,
            "dispute",
            Map.of(
                "reason",
                "",
                "proposal",
                Map.of("outcome", "missed", "way", "live", "minutes", 9)));
    assertThat(refused.body().path("violations").findValuesAsText("code"))
        .containsExactlyInAnyOrder("text-length", "number-range", "hour-way");
    assertThat(
            say(rural(), hour, "dispute", Map.of("reason", "x", "proposal", Map.of()))
                .body()
                .path("violations")
                .findValuesAsText("code"))
        .containsExactly("missing");
  }

  @Test
  void sides_thatConfirmAndDisputeAtOnce_giveOneOutcome() throws Exception {
    String hour = hour(agreement(), 40);
    List<Callable<Answer>> both = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      both.add(() -> sayTo(urban(), hour, "confirm", Map.of()));
      both.add(() -> sayTo(rural(), hour, "dispute", disputing("missed", 0)));
    }
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> each : threads.invokeAll(both)) {
        answers.add(each.get());
      }
    }
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() == 412)).hasSize(7);
  }

  private static Answer sayTo(Api api, String hour, String what, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("hash", Town.as("admin").get(HOURS + hour).body().path("hash").asText());
    return api.post(HOURS + hour + "/" + what, body, "If-Match", "\"1\"");
  }

  private static Answer ledger(Api api, String agreement) {
    String from = IsoWeek.of(today()).monday().minusWeeks(3).toString();
    return api.get("/api/v1/agreements/" + agreement + "/ledger?from=" + from);
  }

  @Test
  void ledger_ofAnAgreement_saysWhatWasPromisedGivenAndIsOwed() {
    String agreement = agreement();
    String missed = hour(agreement, 0);
    hour(agreement, 40);
    Answer ledger = ledger(rural(), agreement);
    assertThat(ledger.body().path("weeks")).hasSize(4);
    assertThat(ledger.body().at("/weeks/1/sums/hours").asInt()).isEqualTo(2);
    assertThat(ledger.body().at("/weeks/1/sums/delivered/video").asInt()).isEqualTo(1);
    assertThat(ledger.body().at("/weeks/1/sums/missed").asInt()).isEqualTo(1);
    int promised = 0;
    for (int week = 0; week < 3; week++) {
      JsonNode each = ledger.body().at("/weeks/" + week);
      int lessons = each.path("promised").asInt();
      // Holidays may take something from the promise.
      assertThat(lessons).isBetween(0, 2);
      assertThat(each.path("owed").asInt())
          .isEqualTo(Math.max(0, lessons - each.at("/sums/delivered/all").asInt()));
      promised += lessons;
    }
    assertThat(ledger.body().at("/weeks/3/owed").asInt()).isZero();
    assertThat(ledger.body().at("/total/owed").asInt()).isEqualTo(Math.max(0, promised - 1));
    assertThat(ledger.body().path("missed").findValuesAsText("hour")).containsExactly(missed);
    assertThat(ledger.body().at("/missed/0/cause").asText()).isEqualTo("room-absent");
    assertThat(ledger.body().at("/missed/0/recording").asText()).startsWith("session-");
  }

  @Test
  void week_confirmedByBoth_confirmsWhatIsNotDisputed() {
    String agreement = agreement();
    String disputed = hour(agreement, 0);
    String right = hour(agreement, 40);
    say(urban(), disputed, "dispute", disputing("delivered", 40));
    Answer before = ledger(rural(), agreement);
    String week = before.body().at("/weeks/1/week").asText();
    String hash = before.body().at("/weeks/1/hash").asText();
    String path = "/api/v1/agreements/" + agreement + "/weeks/" + week + "/confirm";
    assertThat(rural().post(path, Map.of("hash", "0".repeat(64))).code())
        .isEqualTo("hour-figures-changed");
    assertThat(rural().post(path, Map.of("hash", hash)).status()).isEqualTo(200);
    Answer both = urban().post(path, Map.of("hash", hash));
    assertThat(both.body().at("/weeks/0/waiting").asInt()).isZero();
    assertThat(both.body().at("/weeks/0/sums/confirmed").asInt()).isEqualTo(1);
    assertThat(both.body().at("/weeks/0/sums/disputed").asInt()).isEqualTo(1);
    assertThat(state(rural().get(HOURS + right))).isEqualTo("confirmed");
    assertThat(state(rural().get(HOURS + disputed))).isEqualTo("disputed");
    assertThat(urban().post(path, Map.of("hash", hash)).status()).isEqualTo(200);
    assertThat(
            rural()
                .post(
                    "/api/v1/agreements/" + agreement + "/weeks/2026-W99/confirm",
                    Map.of("hash", hash))
                .status())
        .isEqualTo(422);
  }

  @Test
  void hours_ofOtherSchools_doNotExist() {
    String agreement = agreement();
    String hour = hour(agreement, 40);
    Api stranger = Town.member("school-admin", Town.TINGSONG);
    assertThat(stranger.get(HOURS + hour).status()).isEqualTo(404);
    assertThat(ledger(stranger, agreement).status()).isEqualTo(404);
    assertThat(stranger.get("/api/v1/hours?agreement=" + agreement).body().path("items")).isEmpty();
    assertThat(csv(stranger, "?agreement=" + agreement)).isEmpty();
    Answer sums = stranger.get("/api/v1/ledger/summary?by=school&region=" + Town.TONGWEI);
    assertThat(sums.body().at("/total/sums/hours").asInt()).isZero();
    assertThat(sums.body().path("items")).isEmpty();
    assertThat(Town.member("teacher", Town.SHIPO).get(HOURS + hour).status()).isEqualTo(200);
  }

  private static List<CSVRecord> csv(Api api, String query) {
    Answer answer = api.get("/api/v1/ledger.csv" + query);
    assertThat(answer.status()).isEqualTo(200);
    byte[] bytes = answer.bytes();
    assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
    try (Reader text =
        new InputStreamReader(
            new ByteArrayInputStream(bytes, 3, bytes.length - 3), StandardCharsets.UTF_8)) {
      return CSVFormat.RFC4180.builder().setHeader().get().parse(text).getRecords();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void table_ofHours_isReadBackAsItWas() {
    String agreement = agreement();
    String hour = hour(agreement, 21);
    say(rural(), hour, "dispute", disputing("missed", 0));
    List<CSVRecord> rows = csv(Town.as("bureau-admin"), "?agreement=" + agreement);
    assertThat(rows).hasSize(1);
    CSVRecord row = rows.getFirst();
    assertThat(row.get("hour")).isEqualTo(hour);
    assertThat(row.get("outcome")).isEqualTo("partial");
    assertThat(row.get("minutes")).isEqualTo("21");
    assertThat(row.get("county")).isEqualTo("通渭县");
    assertThat(row.get("begins")).isEqualTo("10:00");
    assertThat(row.get("dispute")).isEqualTo("'=老师迟到");
  }

  @Test
  void summary_ofACounty_namesEverySchoolAndWhetherItHasAPartner() {
    String agreement = agreement();
    hour(agreement, 40);
    Answer answer =
        Town.as("bureau-admin").get("/api/v1/ledger/summary?by=school&limit=100&region=621121");
    assertThat(answer.body().path("items").findValuesAsText("key"))
        .contains(Town.SHIPO, Town.LIUWAN)
        .doesNotContain(WENLAN);
    assertThat(answer.body().at("/total/coverage/rural").asInt())
        .isEqualTo(answer.body().path("items").size());
    answer
        .body()
        .path("items")
        .forEach(
            row -> {
              if (row.path("key").asText().equals(Town.SHIPO)) {
                assertThat(row.at("/coverage/partnered").asInt()).isEqualTo(1);
                assertThat(row.path("partners").toString()).contains(WENLAN);
                assertThat(row.at("/sums/delivered/video").asInt()).isPositive();
              }
            });
    Answer counties = Town.as("bureau-admin").get("/api/v1/ledger/summary?region=621121");
    assertThat(counties.body().at("/items/0/name").asText()).isEqualTo("通渭县");
    assertThat(counties.body().at("/items/0/sums")).isEqualTo(answer.body().at("/total/sums"));
    for (String by : List.of("subject", "week")) {
      Answer rows = Town.as("bureau-admin").get("/api/v1/ledger/summary?region=621121&by=" + by);
      int hours = 0;
      for (var row : rows.body().path("items")) {
        hours += row.at("/sums/hours").asInt();
      }
      assertThat(hours).isEqualTo(answer.body().at("/total/sums/hours").asInt());
    }
  }

  @Test
  void summary_ofTooManyOrNoWeeks_isRefused() {
    Api bureau = Town.as("bureau-admin");
    String path = "/api/v1/ledger/summary?from=";
    assertThat(bureau.get(path + "2020-01-01&to=2026-01-01").status()).isEqualTo(422);
    assertThat(bureau.get(path + "2026-09-01&to=2026-08-01").status()).isEqualTo(422);
    assertThat(bureau.get(path + "tomorrow").status()).isEqualTo(422);
  }
}
