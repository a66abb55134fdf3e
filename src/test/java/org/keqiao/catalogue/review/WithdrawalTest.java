package org.keqiao.catalogue.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.catalogue.review.ReviewTown.AUTHOR;
import static org.keqiao.catalogue.review.ReviewTown.TEACHER;
import static org.keqiao.catalogue.review.ReviewTown.published;
import static org.keqiao.catalogue.review.ReviewTown.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.Key;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;
import org.keqiao.store.Json;

/** What is withdrawn is withdrawn everywhere. */
class WithdrawalTest {

  private static final String LIST = "/api/v1/revocations";

  private static Answer withdrawn(Answer lesson, String reason) {
    return AUTHOR.post(
        "/api/v1/lessons/" + lesson.id() + "/withdraw",
        Map.of("reason", reason),
        "If-Match",
        lesson.etag());
  }

  private static long latest() {
    return TEACHER.get(LIST + "?limit=1").body().path("latest").asLong();
  }

  /** Checks a page as a school node would, with a library that is not ours. */
  private static JsonNode verified(Answer page) throws Exception {
    String keys = Json.STORED.writeValueAsString(Api.at(Town.address()).get(LIST + "/keys").body());
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(
        new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
    jws.setCompactSerialization(page.body().path("jws").asText());
    jws.setKey(key(keys, jws.getKeyIdHeaderValue()));
    assertThat(jws.verifySignature()).isTrue();
    return Json.STORED.readTree(jws.getPayload());
  }

  private static Key key(String keys, String name) throws JoseException {
    return new JsonWebKeySet(keys).findJsonWebKey(name, "OKP", "sig", null).getKey();
  }

  @Test
  void lesson_withdrawn_isListedAndItsLiveAddressesEnd() throws Exception {
    Answer lesson = published("撤回");
    String one = "/api/v1/lessons/" + lesson.id();
    String poster = TEACHER.get(one + "/play").body().path("poster").asText();
    assertThat(TEACHER.get(poster).status()).isEqualTo(200);
    long before = latest();
    assertThat(withdrawn(lesson, "rights").status()).isEqualTo(200);

    Answer media = TEACHER.get(poster);
    assertThat(media.status()).isEqualTo(410);
    assertThat(media.code()).isEqualTo("lesson-withdrawn");
    assertThat(TEACHER.get(one + "/play").status()).isEqualTo(410);
    assertThat(TEACHER.get(one).status()).isEqualTo(404);

    Answer page = TEACHER.get(LIST + "?since=" + before);
    JsonNode said = verified(page);
    assertThat(said.path("items")).isEqualTo(page.body().path("items"));
    assertThat(said.at("/items/0/lesson").asText()).isEqualTo(lesson.id());
    assertThat(said.at("/items/0/number").asLong()).isEqualTo(before + 1);
    assertThat(said.at("/items/0/reason").asText()).isEqualTo("rights");
  }

  @Test
  void lesson_withdrawn_goesOutAgainOnNewDecisionsOnly_andThatIsListedToo() throws Exception {
    Answer lesson = withdrawn(published("恢复"), "timeliness");
    assertThat(step(lesson, "publish").code()).isEqualTo("decision-missing");
    assertThat(latest()).isPositive();
  }

  @Test
  void page_thatSomebodyChanged_isNotOurs() throws Exception {
    withdrawn(published("改了签名"), "rights");
    String jws = TEACHER.get(LIST).body().path("jws").asText();
    String[] pieces = jws.split("\\.", -1);
    Answer keys = Api.at(Town.address()).get(LIST + "/keys");
    JsonWebSignature forged = new JsonWebSignature();
    forged.setCompactSerialization(
        pieces[0] + "." + pieces[1].replaceFirst("^..", "eZ") + "." + pieces[2]);
    forged.setKey(
        new JsonWebKeySet(Json.STORED.writeValueAsString(keys.body()))
            .getJsonWebKeys().stream().map(JsonWebKey::getKey).findFirst().orElseThrow());
    assertThat(forged.verifySignature()).isFalse();
  }

  @Test
  void reason_thatTheTableDoesNotHave_isRefused() throws Exception {
    Answer refused = withdrawn(published("没有这个理由"), "because");
    assertThat(refused.status()).isEqualTo(422);
  }

  @Test
  void lesson_unlisted_playsForWhoeverHasItsAddress() throws Exception {
    Answer hidden = step(published("不公开列出"), "unlist");
    assertThat(hidden.body().path("state").asText()).isEqualTo("unlisted");
    assertThat(TEACHER.get("/api/v1/lessons/" + hidden.id() + "/play").status()).isEqualTo(200);
    assertThat(step(hidden, "list").body().path("state").asText()).isEqualTo("published");
  }
}
