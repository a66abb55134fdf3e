package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** What browsers are told, and what is not read at all. */
class HardeningTest {

  private static final String POLICY = "Content-Security-Policy";
  private static final String TLS_ONLY = "Strict-Transport-Security";
  private static final String SHARED = "Cross-Origin-Resource-Policy";

  private static SmallServer server;
  private static Api nobody;

  @BeforeAll
  static void start() throws IOException {
    server = SmallServer.start(Map.of("KEQIAO_HTTP_TRUSTED_PROXIES", "127.0.0.1"));
    nobody = Api.at(server.address());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/curator", "/school", "/classroom", "/docs", "/web/styles.css"})
  void page_runsOnlyWhatThisServerGives_andStandsInNoFrame(String path) {
    Answer page = nobody.get(path);
    assertThat(page.header(POLICY))
        .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Permissions-Policy")).contains("camera=()", "microphone=()");
    assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(page.header(SHARED)).isEqualTo("same-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/curator", "/school", "/classroom", "/docs"})
  void page_hasNoScriptOrStyleOfItsOwn(String path) {
    String page = new String(nobody.get(path).bytes(), StandardCharsets.UTF_8);
    assertThat(page).contains("<script ").doesNotContain("<script>", "<style", " style=");
    assertThat(page).doesNotContainPattern(" on[a-z]+=").doesNotContainPattern("src=\"https?:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/things", "/health/live", "/no-such-page", "/media/token/small"})
  void data_runsNothing_andIsTakenForNothingElse(String path) {
    Answer data = nobody.get(path);
    assertThat(data.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(data.header(POLICY)).contains("'none'").doesNotContain("unsafe");
  }

  @Test
  void media_mayBeShownByOtherPages_andDataMayNot() {
    assertThat(nobody.get("/media/token/small").header(SHARED)).isEqualTo("cross-origin");
    assertThat(nobody.get("/api/v1/things").header(SHARED)).isEqualTo("same-origin");
  }

  @Test
  void tls_isDemandedOfBrowsers_onlyWhereItIsSpoken() {
    assertThat(nobody.get("/").header(TLS_ONLY)).isEmpty();
    assertThat(proxied("https").header(TLS_ONLY)).startsWith("max-age=");
    assertThat(proxied("http").header(TLS_ONLY)).isEmpty();
  }

  private static Answer proxied(String protocol) {
    return nobody.get("/", "X-Forwarded-For", "203.0.113.1", "X-Forwarded-Proto", protocol);
  }

  @Test
  void tls_thatAStrangerClaims_isNotBelieved() throws IOException {
    try (SmallServer alone = SmallServer.start(Map.of())) {
      Answer claimed =
          Api.at(alone.address())
              .get("/", "X-Forwarded-For", "203.0.113.1", "X-Forwarded-Proto", "https");
      assertThat(claimed.header(TLS_ONLY)).isEmpty();
    }
  }

  /** Whoever is signed in says so in each request, so no other page can speak for her. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/curator", "/api/v1/things", "/media/token/small", "/no-such-page"})
  void answer_setsNoCookie(String path) {
    assertThat(nobody.withToken("anna").get(path).headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void headers_thatAreTooMany_areRefused() {
    String[] many = new String[2 * (MalformedRequests.MOST_HEADERS + 1)];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "X-" + i;
      many[i + 1] = "x";
    }
    Answer refused = nobody.get("/health/live", many);
    assertThat(refused.status()).isEqualTo(431);
    assertThat(refused.code()).isEqualTo("headers-too-many");
  }

  @Test
  void headers_thatAreTooLarge_areRefused() {
    Answer refused =
        nobody.get("/health/live", "X-Large", "x".repeat(MalformedRequests.LONGEST_HEADERS));
    assertThat(refused.status()).isEqualTo(431);
    assertThat(refused.code()).isEqualTo("headers-too-large");
  }

  @Test
  void request_thatCannotBeRead_isAnsweredAsCarefullyAsAnyOther() {
    Answer refused =
        nobody.get("/health/live?" + "x".repeat(MalformedRequests.LONGEST_ADDRESS + 1));
    assertThat(refused.code()).isEqualTo("address-too-long");
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(refused.header(POLICY)).contains("'none'");
  }

  @Test
  void problems_inEveryLanguage_nameTheLimit() {
    assertThat(List.of("zh-CN", "en"))
        .allSatisfy(
            language ->
                assertThat(
                        nobody
                            .withToken("anna")
                            .post(
                                "/api/v1/things", "x".repeat(2 << 20), "Accept-Language", language)
                            .code())
                    .isEqualTo("body-too-large"));
  }
}
