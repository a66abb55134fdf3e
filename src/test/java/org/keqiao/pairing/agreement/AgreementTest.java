package org.keqiao.pairing.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;

/** Two schools agree: proposed, signed by both, amended, suspended, ended. */
class AgreementTest {

  private static final String AGREEMENTS = "/api/v1/agreements";
  private static final String WENLAN = "tongwei-wenlan-primary";

  private static LocalDate today() {
    return LocalDate.now(Agreement.CHINA);
  }

  private static Api rural() {
    return Town.member("school-admin", Town.LIUWAN);
  }

  private static Api urban() {
    return Town.member("school-admin", WENLAN);
  }

  private static Map<String, Object> terms(int hours, LocalDate from) {
    Map<String, Object> terms = new HashMap<>();
    terms.put("courses", List.of(Map.of("subject", "english", "grade", "g4")));
    terms.put("weeklyHours", hours);
    terms.put("from", from.toString());
    terms.put("to", from.plusDays(200).toString());
    terms.put("ruralContact", Map.of("name", "李老师", "phone", "0932-555-0100"));
    return terms;
  }

  private static Answer proposed(LocalDate from) {
    Answer made =
        rural()
            .post(
                AGREEMENTS, Map.of("urban", WENLAN, "rural", Town.LIUWAN, "terms", terms(2, from)));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static Answer act(Api api, Answer agreement, String what, Map<String, Object> body) {
    return api.post(
        AGREEMENTS + "/" + agreement.id() + "/" + what, body, "If-Match", agreement.etag());
  }

  private static Answer sign(Api api, Answer agreement) {
    JsonNode body = agreement.body();
    JsonNode open = body.has("amendment") ? body.path("amendment") : body.path("current");
    return act(api, agreement, "accept", Map.of("hash", open.path("hash").asText()));
  }

  private static String state(Answer agreement) {
    return agreement.body().path("state").asText();
  }

  private static Answer active() {
    return sign(urban(), sign(rural(), proposed(today())));
  }

  @Test
  void agreement_signedByBothFromToday_isActive() {
    Answer once = sign(rural(), proposed(today()));
    assertThat(state(once)).isEqualTo("proposed");
    Answer twice = sign(urban(), once);
    assertThat(state(twice)).isEqualTo("active");
    assertThat(twice.body().at("/current/signatures").findValuesAsText("side"))
        .containsExactly("rural", "urban");
    assertThat(twice.body().at("/current/signatures/0/hash"))
        .isEqualTo(twice.body().at("/current/hash"));
  }

  @Test
  void agreement_signedBeforeItsFirstDay_isAccepted() {
    assertThat(state(sign(urban(), sign(rural(), proposed(today().plusDays(9))))))
        .isEqualTo("accepted");
  }

  @Test
  void signature_underOtherTerms_isRefused() {
    Answer proposal = proposed(today());
    Answer refused = act(rural(), proposal, "accept", Map.of("hash", "0".repeat(64)));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("agreement-terms-changed");
  }

  @Test
  void signature_forTheOtherSide_isRefused() {
    Answer proposal = proposed(today());
    String hash = proposal.body().at("/current/hash").asText();
    assertThat(act(rural(), proposal, "accept", Map.of("hash", hash, "side", "urban")).status())
        .isEqualTo(403);
    assertThat(act(Town.as("bureau-admin"), proposal, "accept", Map.of("hash", hash)).status())
        .isEqualTo(403);
  }

  @Test
  void proposal_declined_isOver() {
    Answer proposal = proposed(today());
    String hash = proposal.body().at("/current/hash").asText();
    Answer declined = act(urban(), proposal, "decline", Map.of("hash", hash));
    assertThat(state(declined)).isEqualTo("declined");
    assertThat(act(rural(), declined, "accept", Map.of("hash", hash)).code())
        .isEqualTo("agreement-state");
  }

  @Test
  void sides_actingAtOnceOnTheSameVersion_giveOneOutcome() throws Exception {
    Answer once = sign(rural(), proposed(today()));
    String hash = once.body().at("/current/hash").asText();
    List<Callable<Answer>> both = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      both.add(() -> act(urban(), once, "accept", Map.of("hash", hash)));
      both.add(() -> act(rural(), once, "decline", Map.of("hash", hash)));
    }
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> each : threads.invokeAll(both)) {
        answers.add(each.get());
      }
    }
    List<Answer> won = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(won).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() == 412)).hasSize(7);
    assertThat(state(rural().get(AGREEMENTS + "/" + once.id())))
        .isEqualTo(state(won.getFirst()))
        .isIn("active", "declined");
  }

  @Test
  void amendment_signedByBoth_holdsAndKeepsTheEarlierTerms() {
    Answer before = active();
    String first = before.body().at("/current/hash").asText();
    Answer amended = act(urban(), before, "amendments", Map.of("terms", terms(4, today())));
    assertThat(amended.body().at("/current/hash").asText()).isEqualTo(first);
    assertThat(act(rural(), amended, "amendments", Map.of("terms", terms(5, today()))).code())
        .isEqualTo("amendment-open");
    Answer after = sign(rural(), sign(urban(), amended));
    assertThat(after.body().at("/current/terms/weeklyHours").asInt()).isEqualTo(4);
    assertThat(after.body().at("/earlier/0/hash").asText()).isEqualTo(first);
    assertThat(after.body().at("/earlier/0/signatures")).hasSize(2);
    assertThat(after.body().has("amendment")).isFalse();
    assertThat(after.body().path("history").findValuesAsText("step"))
        .endsWith("amend", "sign-amendment", "sign-amendment", "accept-amendment");
  }

  @Test
  void amendment_declined_leavesWhatHolds() {
    Answer before = active();
    Answer amended = act(urban(), before, "amendments", Map.of("terms", terms(4, today())));
    String hash = amended.body().at("/amendment/hash").asText();
    Answer declined = act(rural(), amended, "decline", Map.of("hash", hash));
    assertThat(state(declined)).isEqualTo("active");
    assertThat(declined.body().path("current")).isEqualTo(before.body().path("current"));
  }

  @Test
  void agreement_suspendedResumedAndEnded_saysWhy() {
    Answer suspended = act(Town.as("bureau-admin"), active(), "suspend", Map.of("reason", "线路检修"));
    assertThat(state(suspended)).isEqualTo("suspended");
    Answer resumed = act(rural(), suspended, "resume", Map.of());
    assertThat(state(resumed)).isEqualTo("active");
    Answer ended = act(urban(), resumed, "end", Map.of("reason", "学校合并"));
    assertThat(state(ended)).isEqualTo("ended");
    assertThat(ended.body().path("history").findValuesAsText("reason"))
        .containsExactly("线路检修", "学校合并");
    assertThat(act(urban(), ended, "resume", Map.of()).code()).isEqualTo("agreement-state");
  }

  @Test
  void proposal_betweenOtherSchools_isNotTheirs() {
    Answer answer =
        Town.member("school-admin", Town.TINGSONG)
            .post(
                AGREEMENTS,
                Map.of("urban", WENLAN, "rural", Town.LIUWAN, "terms", terms(2, today())));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void proposal_withWrongTerms_isRefusedWithEveryFault() {
    Map<String, Object> terms = terms(0, today());
    terms.put("to", today().minusDays(1).toString());
    terms.put("ruralContact", Map.of("name", "", "phone", "call me"));
    Answer answer =
        rural()
            .post(AGREEMENTS, Map.of("urban", Town.LIUWAN, "rural", Town.LIUWAN, "terms", terms));
    assertThat(answer.body().path("violations").findValuesAsText("code"))
        .containsExactlyInAnyOrder(
            "urban-school", "number-range", "last-day-past", "text-length", "phone-form");
  }
}
