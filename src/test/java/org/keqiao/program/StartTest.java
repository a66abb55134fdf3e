package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot be says why in one sentence, and how to help it. */
class StartTest {

  /** Nothing listens on port 1. */
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private static String refused(int code, Path data, Map<String, String> settings)
      throws IOException {
    try (Program program = Program.start(data, settings)) {
      assertThat(program.exitCode()).isEqualTo(code);
      assertThat(program.output()).isEmpty();
      assertThat(program.errors()).doesNotContain("\tat ", "Exception");
      return program.errors();
    }
  }

  @Test
  void port_inUse_isNamed_beforeAnythingElseIsDone() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());
      assertThat(refused(1, data(), Map.of("KEQIAO_HTTP_PORT", port)))
          .hasLineCount(1)
          .contains("port " + port + " of 127.0.0.1 is in use", "KEQIAO_HTTP_PORT");
      assertThat(data().resolve("bucket")).doesNotExist();
    }
  }

  @Test
  void dataFolder_thatCannotBeWritten_isNamed() throws IOException {
    Path below = Files.createFile(folder.resolve("file")).resolve("data");
    assertThat(refused(1, below, Map.of()))
        .hasLineCount(1)
        .contains(below + " cannot be written", "KEQIAO_DATA");
  }

  @Test
  void badSettings_areNamedAllAtOnce() throws IOException {
    Map<String, String> settings =
        Map.of(
            "KEQIAO_MODE", "cloud",
            "KEQIAO_HTTP_PORT", "eighty",
            "KEQIAO_BUCKET_ENDPOINT", "http://minio:secret@127.0.0.1:9000",
            "KEQIAO_HTTP_PROT", "80");
    assertThat(refused(2, data(), settings))
        .hasLineCount(6)
        .contains("KEQIAO_MODE", "KEQIAO_HTTP_PORT", "KEQIAO_BUCKET_ENDPOINT", "KEQIAO_HTTP_PROT")
        .contains("KEQIAO_BUCKET_ACCESS_KEY", "KEQIAO_BUCKET_SECRET_KEY")
        .doesNotContain("minio:secret");
    assertThat(data()).doesNotExist();
  }

  @Test
  void serverMode_withoutStores_orWithDemoData_isRefused() throws IOException {
    assertThat(refused(2, data(), Map.of("KEQIAO_MODE", "server")))
        .hasLineCount(3)
        .contains("elasticsearch.url", "bucket.endpoint", "demo.data");
  }

  @Test
  void workerMode_withoutStores_orWithoutWorkers_isRefused() throws IOException {
    assertThat(refused(2, data(), Map.of("KEQIAO_MODE", "worker", "KEQIAO_INGEST_WORKERS", "0")))
        .hasLineCount(4)
        .contains("elasticsearch.url", "bucket.endpoint", "demo.data", "ingest.workers");
  }

  @Test
  void bucket_thatDoesNotAnswer_isNamed() throws IOException {
    Map<String, String> settings =
        Map.of(
            "KEQIAO_BUCKET_ENDPOINT", NOBODY,
            "KEQIAO_BUCKET_ACCESS_KEY", "key",
            "KEQIAO_BUCKET_SECRET_KEY", "secret-secret");
    assertThat(refused(1, data(), settings))
        .hasLineCount(1)
        .contains("bucket server " + NOBODY + " does not answer", "bucket.endpoint");
  }

  @Test
  void elasticsearch_thatDoesNotAnswer_isNamed() throws IOException {
    assertThat(refused(1, data(), Map.of("KEQIAO_ELASTICSEARCH_URL", NOBODY)))
        .hasLineCount(1)
        .contains("Elasticsearch at " + NOBODY + " does not answer", "elasticsearch.url");
  }

  @Test
  void command_thatDoesNotExist_showsThoseThatDo() throws IOException {
    try (Program program = Program.start(data(), Map.of(), "destroy")) {
      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.errors()).contains("serve", "reconcile", "rebuild");
    }
  }
}
