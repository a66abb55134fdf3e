package org.keqiao.feed.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.pairing.agreement.Agreement;

/** Events come to a bureau's own system: signed, in order, until they have arrived. */
class WebhookTest {

  private static final Path DATA = Path.of("target", "test-data", "webhooks");
  private static final String WEBHOOKS = "/api/v1/webhooks";
  private static final String AGREEMENTS = "/api/v1/agreements";
  private static final String TONGWEI = "621121";

  private static Keqiao program;
  private static Api admin;

  private final Receiver receiver = Receiver.start();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Folders.delete(DATA);
    program =
        Keqiao.start(
            RunningKeqiao.settings(
                DATA,
                Map.of(
                    "KEQIAO_DEMO_MEDIA",
                    "false",
                    "KEQIAO_WEBHOOKS_HTTP",
                    "true",
                    "KEQIAO_WEBHOOKS_ALLOWED_NETWORKS",
                    "127.0.0.0/8",
                    "KEQIAO_WEBHOOKS_TIMEOUT",
                    "5s",
                    "KEQIAO_WEBHOOKS_RETRIES",
                    "1s,1s")));
    admin = Api.at(URI.create("http://127.0.0.1:" + program.port())).signIn("admin", "keqiao-demo");
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Answer webhook(String node) {
    Answer made = admin.post(WEBHOOKS, Map.of("node", node, "url", receiver.url()));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static Answer proposed() {
    LocalDate today = LocalDate.now(Agreement.CHINA);
    Answer made =
        admin.post(
            AGREEMENTS,
            Map.of(
                "urban",
                "tongwei-wenlan-primary",
                "rural",
                "maying-liuwan-primary",
                "terms",
                Map.of(
                    "courses",
                    List.of(Map.of("subject", "english", "grade", "g4")),
                    "weeklyHours",
                    2,
                    "from",
                    today.plusDays(9).toString(),
                    "to",
                    today.plusDays(200).toString())));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static Answer act(Answer agreement, String side, String what) {
    Answer done =
        admin.post(
            AGREEMENTS + "/" + agreement.id() + "/" + what,
            Map.of("side", side, "hash", agreement.body().at("/current/hash").asText()),
            "If-Match",
            agreement.etag());
    assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
    return done;
  }

  private static void await(BooleanSupplier wished) {
    var _ = Curator.await(() -> admin.get("/api/v1/me"), answer -> wished.getAsBoolean());
  }

  private static JsonNode deliveries(Answer webhook, String state) {
    return admin
        .get(WEBHOOKS + "/" + webhook.id() + "/deliveries?limit=100&state=" + state)
        .body()
        .path("items");
  }

  @Test
  void event_ofItsNode_comesSigned_andTheLibraryOfOthersBelievesIt() {
    Answer webhook = webhook(TONGWEI);
    Answer elsewhere = webhook("621102");
    String secret = webhook.body().path("secret").asText();
    Answer agreement = proposed();
    Answer signed = act(agreement, "rural", "accept");
    act(signed, "urban", "accept");

    await(() -> receiver.types(agreement.id()).contains("agreement.accepted"));
    assertThat(receiver.types(agreement.id()))
        .containsExactly(
            "agreement.proposed", "agreement.signed", "agreement.signed", "agreement.accepted");
    assertThat(receiver.taken()).allMatch(each -> each.verifies(secret));
    assertThat(receiver.taken())
        .noneMatch(each -> each.verifies(elsewhere.body().path("secret").asText()));
    assertThat(receiver.taken())
        .allMatch(
            each ->
                each.headers()
                    .firstValue("webhook-id")
                    .orElseThrow()
                    .equals(each.event().path("id").asText()));
    assertThat(receiver.taken().getFirst().headers().firstValue("content-type"))
        .hasValue("application/cloudevents+json");
    assertThat(admin.get(WEBHOOKS + "/" + webhook.id()).body().has("secret")).isFalse();
    assertThat(admin.get("/api/v1/audit?type=webhook").body().toString())
        .doesNotContain(secret)
        .doesNotContain("whsec_");
  }

  @Test
  void event_thatIsNotTaken_isTriedAgain_andTheOthersComeAfterIt() {
    Answer webhook = webhook(TONGWEI);
    receiver.answerOnce(500, Map.of(), "x".repeat(5000));
    receiver.answerOnce(302, Map.of("Location", receiver.url()), "");
    Answer agreement = proposed();
    act(agreement, "rural", "accept");

    await(() -> receiver.types(agreement.id()).contains("agreement.signed"));
    assertThat(receiver.types(agreement.id()))
        .containsExactly(
            "agreement.proposed", "agreement.proposed", "agreement.proposed", "agreement.signed");
    Set<String> ids = new HashSet<>();
    receiver.taken().forEach(each -> ids.add(each.event().path("id").asText()));
    assertThat(ids).hasSize(2);
    await(() -> deliveries(webhook, "delivered").size() == 2);
    JsonNode attempts = deliveries(webhook, "delivered").get(1).path("attempts");
    assertThat(attempts)
        .extracting(each -> each.path("status").asInt())
        .containsExactly(500, 302, 204);
    assertThat(attempts.get(0).path("excerpt").asText()).hasSize(1000);
  }

  @Test
  void webhook_thatFailsTooLong_isDisabled_andGoesOnWhereItStoppedOnceEnabled() {
    Answer webhook = webhook(TONGWEI);
    receiver.answer(503);
    Answer agreement = proposed();
    String one = WEBHOOKS + "/" + webhook.id();
    Answer stopped =
        Curator.await(() -> admin.get(one), now -> !now.body().path("enabled").asBoolean());
    assertThat(stopped.body().at("/disabled/reason").asText()).isEqualTo("failed-too-long");
    assertThat(receiver.taken()).hasSize(3);
    act(agreement, "rural", "accept");

    receiver.answer(200);
    Answer on = admin.patch(one, Map.of("enabled", true), "If-Match", stopped.etag());
    assertThat(on.body().has("disabled")).isFalse();
    await(() -> receiver.types(agreement.id()).contains("agreement.signed"));
    assertThat(receiver.types(agreement.id()))
        .containsExactly(
            "agreement.proposed",
            "agreement.proposed",
            "agreement.proposed",
            "agreement.proposed",
            "agreement.signed");
  }

  @Test
  void webhook_thatAnswersGone_isDisabledAtOnce() {
    Answer webhook = webhook(TONGWEI);
    receiver.answer(410);
    proposed();
    Answer stopped =
        Curator.await(
            () -> admin.get(WEBHOOKS + "/" + webhook.id()),
            now -> !now.body().path("enabled").asBoolean());
    assertThat(stopped.body().at("/disabled/reason").asText()).isEqualTo("gone");
    assertThat(receiver.taken()).hasSize(1);
  }

  @Test
  void webhook_whoseSystemIsAway_holdsUpNoOther() {
    Receiver away = Receiver.start();
    String url = away.url();
    away.close();
    Answer dead = admin.post(WEBHOOKS, Map.of("node", TONGWEI, "url", url));
    webhook(TONGWEI);
    Answer agreement = proposed();
    await(() -> receiver.types(agreement.id()).contains("agreement.proposed"));
    await(() -> !admin.get(WEBHOOKS + "/" + dead.id()).body().path("enabled").asBoolean());
    await(() -> !deliveries(dead, "failed").isEmpty());
    assertThat(deliveries(dead, "failed").get(0).at("/attempts/0/failure").asText())
        .isEqualTo("no-connection");
  }

  @Test
  void secret_rotated_signsBesideTheOldOne() {
    Answer webhook = webhook(TONGWEI);
    String old = webhook.body().path("secret").asText();
    Answer rotated = admin.post(WEBHOOKS + "/" + webhook.id() + "/rotate");
    String fresh = rotated.body().path("secret").asText();
    assertThat(fresh).isNotEqualTo(old);
    Answer tested = admin.post(WEBHOOKS + "/" + webhook.id() + "/test");
    assertThat(tested.body().path("state").asText()).isEqualTo("delivered");
    Receiver.Taken taken = receiver.taken().getLast();
    assertThat(taken.event().path("type").asText()).isEqualTo("webhook.test");
    assertThat(taken.verifies(fresh)).isTrue();
    assertThat(taken.verifies(old)).isTrue();
    assertThat(taken.headers().firstValue("webhook-signature").orElseThrow().split(" ")).hasSize(2);
  }

  @Test
  void replay_sinceAMoment_bringsEverythingOnceMore_andOfOneDeliveryOnlyThat() {
    Instant before = Instant.now().minusSeconds(1);
    Answer webhook = webhook(TONGWEI);
    Answer agreement = proposed();
    act(agreement, "rural", "accept");
    await(() -> deliveries(webhook, "delivered").size() == 2);
    String one = WEBHOOKS + "/" + webhook.id();
    String delivery = deliveries(webhook, "delivered").get(0).path("id").asText();
    Answer again = admin.post(one + "/deliveries/" + delivery + "/replay");
    assertThat(again.body().path("attempts")).hasSize(2);
    assertThat(receiver.types(agreement.id())).hasSize(3);

    assertThat(admin.post(one + "/replay", Map.of("since", before.toString())).status())
        .isEqualTo(202);
    await(() -> receiver.types(agreement.id()).size() >= 5);
    List<String> types = receiver.types(agreement.id());
    assertThat(types.subList(3, 5)).containsExactly("agreement.proposed", "agreement.signed");
    assertThat(admin.get(one + "/deliveries/" + delivery).status()).isEqualTo(200);
    assertThat(admin.post(one + "/deliveries/nothing/replay").code())
        .isEqualTo("delivery-not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://10.0.0.1/",
        "http://user@example.com/",
        "https://example.com/#x",
        "https://１２７.0.0.1/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https:///x",
        "rubbish"
      })
  void webhook_toAHostileAddress_isRefused(String url) {
    Answer refused = admin.post(WEBHOOKS, Map.of("node", TONGWEI, "url", url));
    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.body().toString()).contains("webhook-url-");
  }

  @Test
  void name_thatStandsForAnAddressInside_isNotAsked() {
    Answer made = admin.post(WEBHOOKS, Map.of("node", TONGWEI, "url", "https://ip6-localhost/"));
    assertThat(made.status()).isEqualTo(201);
    Answer tested = admin.post(WEBHOOKS + "/" + made.id() + "/test");
    assertThat(tested.body().at("/attempts/0/failure").asText())
        .isIn("address-refused", "unknown-host");
    admin.delete(WEBHOOKS + "/" + made.id(), "If-Match", made.etag());
  }

  @Test
  void webhook_ofAnUnknownNode_orForAnUnknownType_isRefused() {
    assertThat(
            admin
                .post(
                    WEBHOOKS,
                    Map.of("node", "nowhere", "url", receiver.url(), "types", List.of("a.b")))
                .body()
                .path("violations"))
        .hasSize(2);
  }
}
