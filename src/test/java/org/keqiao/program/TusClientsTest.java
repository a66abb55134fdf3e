package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusExecutor;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Ports;
import org.keqiao.fixture.Tus;

/** Clients that others wrote, against the program as it is started by its users. */
class TusClientsTest {

  private static final int BYTES = 25_000_000;
  private static final int PAYLOAD = 1_000_000;

  @TempDir static Path folder;

  private static final Chain CHAIN =
      new Chain(
          "tus-clients",
          Map.of("KEQIAO_DEMO_MEDIA", "false", "KEQIAO_HTTP_PORT", Integer.toString(Ports.free())));
  private static Path file = Path.of("");
  private static String sha256 = "";

  @BeforeAll
  static void install() throws Exception {
    TusJsClient.install();
    byte[] bytes = new byte[BYTES];
    new Random(BYTES).nextBytes(bytes);
    file = Files.write(folder.resolve("微课.bin"), bytes);
    sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  private static Api api() {
    return CHAIN.curator().api();
  }

  private static void assertStored(String location) {
    Answer upload = api().get("/api/v1/uploads/" + Tus.id(location));
    assertThat(upload.body().path("sha256").asText()).isEqualTo(sha256);
    assertThat(upload.body().path("name").asText()).isEqualTo("微课.bin");
  }

  private static TusClient javaClient() throws Exception {
    TusClient client = new TusClient();
    client.setUploadCreationURL(CHAIN.program().address().resolve("/api/v1/uploads").toURL());
    client.enableResuming(new TusURLMemoryStore());
    client.setHeaders(Map.of("Authorization", "Bearer " + api().token()));
    return client;
  }

  private static TusUploader begin(TusClient client) throws Exception {
    TusUpload upload = new TusUpload(file.toFile());
    TusUploader uploader = client.resumeOrCreateUpload(upload);
    uploader.setChunkSize(100_000);
    uploader.setRequestPayloadSize(PAYLOAD);
    return uploader;
  }

  @Test
  void javaClient_uploadsInManyRequests() throws Exception {
    TusUploader uploader = begin(javaClient());
    while (uploader.uploadChunk() > 0) {
      assertThat(uploader.getOffset()).isLessThanOrEqualTo(BYTES);
    }
    uploader.finish();
    assertStored(uploader.getUploadURL().toString());
  }

  @Test
  void javaClient_whoseServerIsKilled_goesOnWhereItWas() throws Exception {
    TusClient client = javaClient();
    TusUploader uploader = begin(client);
    while (uploader.getOffset() < 10 * PAYLOAD + 300_000) {
      uploader.uploadChunk();
    }
    CHAIN.kill();
    CHAIN.program();

    long[] resumedAt = {0};
    String[] location = {""};
    boolean done =
        new TusExecutor() {
          @Override
          protected void makeAttempt() throws ProtocolException, IOException {
            TusUploader again = client.resumeOrCreateUpload(new TusUpload(file.toFile()));
            resumedAt[0] = again.getOffset();
            location[0] = again.getUploadURL().toString();
            while (again.uploadChunk() > 0) {
              assertThat(again.getOffset()).isLessThanOrEqualTo(BYTES);
            }
            again.finish();
          }
        }.makeAttempts();
    assertThat(done).isTrue();
    assertThat(resumedAt[0]).isBetween(10L * PAYLOAD, 10L * PAYLOAD + 300_000);
    assertStored(location[0]);
  }

  @Test
  void jsClient_uploadsInOneRequest() {
    try (TusJsClient client = js("{}")) {
      assertStored(client.await("stored").orElseThrow().path("url").asText());
    }
  }

  private static TusJsClient js(String options) {
    return TusJsClient.upload(CHAIN.program().address(), api(), file, options);
  }

  @Test
  void jsClient_sendsThreePiecesSideBySide() {
    String options = "{\"parallelUploads\": 3, \"chunkSize\": 4000000}";
    try (TusJsClient client = js(options)) {
      assertStored(client.await("stored").orElseThrow().path("url").asText());
    }
  }

  @Test
  void jsClient_whoseServerIsKilled_goesOnByItself() {
    try (TusJsClient client = js("{\"chunkSize\": 1000000}")) {
      for (int i = 0; i < 8; i++) {
        assertThat(client.await("chunk")).isPresent();
      }
      CHAIN.kill();
      CHAIN.program();
      assertStored(client.await("stored").orElseThrow().path("url").asText());
    }
  }

  @Test
  void jsClient_thatGivesUp_leavesNothing() {
    try (TusJsClient client = js("{\"chunkSize\": 1000000, \"abortAt\": 9000000}")) {
      String url = client.await("aborted").orElseThrow().path("url").asText();
      assertThat(api().get("/api/v1/uploads/" + Tus.id(url)).status()).isEqualTo(404);
      assertThat(CHAIN.objects("uploads/" + Tus.id(url))).isEmpty();
    }
  }
}
