package org.keqiao.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.courseware.Samples;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;

/** Before the first byte, its sender hears whether it is wanted. */
class PreflightTest {

  private static final Curator CURATOR = Curator.demo();

  private static Answer ask(Api api, Map<String, ?> about) {
    return api.post("/api/v1/uploads/preflight", about);
  }

  @Test
  void content_thatTheCallerBroughtBefore_isStoredAtOnce() throws Exception {
    byte[] bytes = Samples.pdf("the same plan");
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Map<String, ?> about = Map.of("name", "教案.pdf", "bytes", bytes.length, "sha256", sha256);
    assertThat(ask(CURATOR.api(), about).body().path("outcome").asText()).isEqualTo("send");
    CURATOR.upload("旧名.pdf", bytes);
    Answer stored = ask(CURATOR.api(), about);
    assertThat(stored.body().path("outcome").asText()).isEqualTo("stored");
    assertThat(stored.body().at("/upload/sha256").asText()).isEqualTo(sha256);
    String upload = stored.body().at("/upload/id").asText();
    Answer attached =
        CURATOR
            .api()
            .put(
                "/api/v1/lessons/%s/parts/plan".formatted(CURATOR.draft("再用一次").id()),
                Map.of("uploadId", upload),
                "If-Match",
                "\"1\"");
    assertThat(attached.body().at("/parts/plan/name").asText()).isEqualTo("教案.pdf");
  }

  @Test
  void content_ofSomebodyElse_isNotGivenForItsHash() throws Exception {
    byte[] bytes = "别人的教案".getBytes(StandardCharsets.UTF_8);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    CURATOR.upload("我的.txt", bytes);
    Answer answer =
        ask(Api.as("admin"), Map.of("name", "x", "bytes", bytes.length, "sha256", sha256));
    assertThat(answer.body().path("outcome").asText()).isEqualTo("send");
    assertThat(answer.body().has("upload")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "微课.mp4,1099511627776,413,upload-too-large",
    "微课.mp4,0,422,upload-empty",
    "安装.EXE,1000,422,upload-type-unusable",
    "光盘.iso,1000,422,upload-type-unusable",
  })
  void file_thatWouldBeInVain_isRefusedWithItsReason(
      String name, long bytes, int status, String code) {
    Answer refused = ask(CURATOR.api(), Map.of("name", name, "bytes", bytes));
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"微课.mp4", "课件.pptx", "教案.wps", "没有后缀", "片段.rmvb"})
  void file_thatMayBeOfUse_isWelcome(String name) {
    Answer answer = ask(CURATOR.api(), Map.of("name", name, "bytes", 1000));
    assertThat(answer.body().path("outcome").asText()).isEqualTo("send");
  }

  @Test
  void hash_thatIsNone_isRefused() {
    Answer refused = ask(CURATOR.api(), Map.of("name", "x", "bytes", 10, "sha256", "not a hash"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/violations/0/code").asText()).isEqualTo("sha256-form");
  }
}
