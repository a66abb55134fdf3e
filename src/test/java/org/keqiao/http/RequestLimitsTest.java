package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;

/** How much one account and one address may ask, and what they are told. */
class RequestLimitsTest {

  private static final String THINGS = "/api/v1/things";
  private static final String MEDIA = "/media/token/small";
  private static final String TOKEN = "/api/v1/auth/door";

  private static Api account(SmallServer server, String name) {
    return Api.at(server.address()).withToken(name);
  }

  @Test
  void account_beyondItsRate_isRefused_andAnotherIsNot() throws IOException {
    try (SmallServer server = SmallServer.start(Map.of("KEQIAO_LIMITS_READ_ACCOUNT", "3/1h"))) {
      Api anna = account(server, "anna");
      for (int i = 0; i < 3; i++) {
        assertThat(anna.get(THINGS).status()).isEqualTo(200);
      }
      Answer refused = anna.get(THINGS);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("too-many-requests");
      assertThat(refused.header("RateLimit")).startsWith("\"read-account\";r=0;t=");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1100, 1200);
      assertThat(account(server, "bao").get(THINGS).status()).isEqualTo(200);
    }
  }

  @Test
  void answers_tellWhatIsLeft() throws IOException {
    try (SmallServer server = SmallServer.start(Map.of("KEQIAO_LIMITS_READ_ACCOUNT", "3/1h"))) {
      Answer first = account(server, "anna").get(THINGS);
      assertThat(first.header("RateLimit-Policy")).isEqualTo("\"read-account\";q=3;w=3600");
      assertThat(first.header("RateLimit")).isEqualTo("\"read-account\";r=2;t=1200");
    }
  }

  @Test
  void address_beyondItsRate_isRefused_whoeverAsks() throws IOException {
    try (SmallServer server = SmallServer.start(Map.of("KEQIAO_LIMITS_READ_ADDRESS", "2/1h"))) {
      assertThat(account(server, "anna").get(THINGS).status()).isEqualTo(200);
      assertThat(account(server, "bao").get(THINGS).status()).isEqualTo(200);
      Answer refused = account(server, "chen").get(THINGS);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("RateLimit-Policy")).startsWith("\"read-address\";q=2");
      assertThat(refused.header("Retry-After")).isNotEmpty();
    }
  }

  @Test
  void class_thatIsUsedUp_leavesTheOthers() throws IOException {
    try (SmallServer server =
        SmallServer.start(
            Map.of("KEQIAO_LIMITS_READ_ADDRESS", "1/1h", "KEQIAO_LIMITS_LOGIN_ADDRESS", "1/1h"))) {
      Api anna = account(server, "anna");
      Api nobody = Api.at(server.address());
      anna.get(THINGS);
      nobody.post(TOKEN, Map.of());
      assertThat(anna.get(THINGS).status()).isEqualTo(429);
      assertThat(nobody.post(TOKEN, Map.of()).status()).isEqualTo(429);
      assertThat(anna.post(THINGS, Map.of()).status()).isEqualTo(200);
      assertThat(anna.get("/api/v1/found").status()).isEqualTo(200);
      assertThat(nobody.get(MEDIA).status()).isEqualTo(200);
      assertThat(nobody.get("/").status()).isEqualTo(200);
      assertThat(nobody.get("/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void refused_afterAWhile_mayAskAgain() throws IOException {
    try (SmallServer server = SmallServer.start(Map.of("KEQIAO_LIMITS_READ_ACCOUNT", "1/2s"))) {
      Api anna = account(server, "anna");
      assertThat(anna.get(THINGS).status()).isEqualTo(200);
      assertThat(anna.get(THINGS).status()).isEqualTo(429);
      Curator.await(() -> anna.get(THINGS), answer -> answer.status() == 200);
    }
  }

  @Test
  void answer_thatCachesKeep_saysNothingOfWhatIsLeft_unlessItIsRefused() throws IOException {
    try (SmallServer server = SmallServer.start(Map.of("KEQIAO_LIMITS_MEDIA_ADDRESS", "1/1h"))) {
      Api nobody = Api.at(server.address());
      assertThat(nobody.get(MEDIA).header("RateLimit")).isEmpty();
      Answer refused = nobody.get(MEDIA);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("RateLimit")).startsWith("\"media-address\";r=0");
    }
  }

  @Test
  void body_ofARefusedRequest_isNotRead() throws IOException {
    try (SmallServer server = SmallServer.start(Map.of("KEQIAO_LIMITS_WRITE_ADDRESS", "1/1h"))) {
      Api anna = account(server, "anna");
      anna.post(THINGS, Map.of());
      assertThat(anna.putBytes(THINGS, new byte[0]).status()).isEqualTo(405);
      assertThat(anna.post(THINGS, "x".repeat(3 << 20)).status()).isEqualTo(429);
    }
  }

  @Test
  void address_thatTriesManyPathsThatAreNot_isRefused() throws IOException {
    try (SmallServer server = SmallServer.start(Map.of("KEQIAO_LIMITS_PAGE_ADDRESS", "2/1h"))) {
      Api nobody = Api.at(server.address());
      assertThat(nobody.get("/wp-admin").status()).isEqualTo(404);
      assertThat(nobody.get("/.git/config").status()).isEqualTo(404);
      assertThat(nobody.get("/.env").status()).isEqualTo(429);
    }
  }

  /** With the usual limits, all behind one line and with one account. */
  @Test
  void class_ofForty_thatBeginsALessonTogether_meetsNoLimit() throws IOException {
    try (SmallServer server = SmallServer.usual()) {
      Api pupil = account(server, "class");
      IntStream.range(0, 40)
          .parallel()
          .forEach(
              seat -> {
                assertThat(pupil.post(TOKEN, Map.of()).status()).isEqualTo(200);
                ask(pupil, "/", 45);
                ask(pupil, "/api/v1/found", 10);
                ask(pupil, THINGS, 20);
                ask(pupil, MEDIA, 30);
                assertThat(pupil.post(THINGS, Map.of()).status()).isEqualTo(200);
              });
    }
  }

  private static void ask(Api pupil, String path, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(pupil.get(path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void clients_behindATrustedProxy_areCountedApart() throws IOException {
    Map<String, String> settings =
        Map.of("KEQIAO_HTTP_TRUSTED_PROXIES", "127.0.0.0/8", "KEQIAO_LIMITS_READ_ADDRESS", "1/1h");
    try (SmallServer server = SmallServer.start(settings)) {
      assertThat(from(server, "203.0.113.1")).isEqualTo(200);
      assertThat(from(server, "203.0.113.1")).isEqualTo(429);
      assertThat(from(server, "203.0.113.2")).isEqualTo(200);
      assertThat(from(server, "203.0.113.3, 203.0.113.2")).isEqualTo(429);
    }
  }

  @Test
  void address_thatAStrangerNames_isNotBelieved() throws IOException {
    Map<String, String> settings = Map.of("KEQIAO_LIMITS_READ_ADDRESS", "1/1h");
    try (SmallServer server = SmallServer.start(settings)) {
      assertThat(from(server, "203.0.113.1")).isEqualTo(200);
      assertThat(from(server, "203.0.113.2")).isEqualTo(429);
    }
  }

  private static int from(SmallServer server, String forwarded) {
    return account(server, "anna").get(THINGS, "X-Forwarded-For", forwarded).status();
  }
}
