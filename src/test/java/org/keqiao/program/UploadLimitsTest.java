package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.HalfRequest;
import org.keqiao.fixture.Tus;

/** However much somebody sends, and however slowly: uploads take no more than they may. */
class UploadLimitsTest {

  private final List<Chain> chains = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (Chain chain : chains) {
      chain.close();
    }
  }

  private Chain chain(String name, Map<String, String> limits) {
    Map<String, String> settings = new HashMap<>(limits);
    settings.put("KEQIAO_DEMO_MEDIA", "false");
    Chain chain = new Chain("uploads-" + name, settings);
    chains.add(chain);
    return chain;
  }

  private static String location(Answer created) {
    assertThat(created.status()).isEqualTo(201);
    return created.header("Location");
  }

  @Test
  void quota_countsWhatIsStoredAndWhatIsPromised_alsoAfterARestart() {
    Chain chain = chain("quota", Map.of("KEQIAO_UPLOADS_ACCOUNT_QUOTA", "1000"));
    Curator curator = chain.curator();
    assertThat(curator.upload("一.bin", new byte[400]).status()).isEqualTo(200);
    Tus tus = new Tus(curator.api());
    String promised = location(tus.create("二.bin", 500));
    assertThat(tus.create("三.bin", 101).status()).isEqualTo(413);
    chain.kill();

    Tus after = new Tus(chain.curator().api());
    Answer refused = after.create("三.bin", 101);
    assertThat(refused.code()).isEqualTo("upload-quota");
    assertThat(preflight(after.api(), 101).code()).isEqualTo("upload-quota");
    assertThat(preflight(after.api(), 100).body().path("outcome").asText()).isEqualTo("send");
    assertThat(after.delete(promised).status()).isEqualTo(204);
    assertThat(preflight(after.api(), 600).status()).isEqualTo(200);
    assertThat(after.create("三.bin", 601).code()).isEqualTo("upload-quota");
    assertThat(after.create("三.bin", 600).status()).isEqualTo(201);
  }

  private static Answer preflight(Api api, int bytes) {
    return api.post("/api/v1/uploads/preflight", Map.of("name", "三.bin", "bytes", bytes));
  }

  @Test
  void schoolQuota_isSharedByItsAccounts() {
    Chain chain = chain("school", Map.of("KEQIAO_UPLOADS_SCHOOL_QUOTA", "1000"));
    Tus tus = new Tus(chain.curator().api());
    assertThat(tus.create("一.bin", 900).status()).isEqualTo(201);
    assertThat(tus.create("二.bin", 101).code()).isEqualTo("upload-school-quota");
    assertThat(tus.create("二.bin", 100).status()).isEqualTo(201);
  }

  @Test
  void uploads_fiveHundredAtOnceByOneAccount_areBounded() throws Exception {
    Chain chain = chain("many", Map.of("KEQIAO_UPLOADS_UNFINISHED", "20"));
    Tus tus = new Tus(chain.curator().api());
    int made = 0;
    int refused = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(threads.submit(() -> tus.create("x.bin", 10)));
      }
      for (Future<Answer> answer : answers) {
        made += answer.get().status() == 201 ? 1 : 0;
        refused += answer.get().code().equals("too-many-uploads") ? 1 : 0;
      }
    }
    assertThat(made).isEqualTo(20);
    assertThat(refused).isEqualTo(480);
  }

  @Test
  void streams_ofOneAccount_areBounded_andAPlaceIsFreeAgain() {
    Chain chain = chain("streams", Map.of("KEQIAO_UPLOADS_STREAMS", "2"));
    Tus tus = new Tus(chain.curator().api());
    List<HalfRequest> open = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      open.add(half(chain, tus, location(tus.create("慢.bin", 100))));
    }
    String third = location(tus.create("三.bin", 5));
    Answer refused =
        Curator.await(() -> tus.patch(third, 0, new byte[5]), answer -> answer.status() == 429);
    assertThat(refused.code()).isEqualTo("too-many-streams");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    open.forEach(HalfRequest::close);
    assertThat(
            Curator.await(() -> tus.patch(third, 0, new byte[5]), answer -> answer.status() != 429)
                .status())
        .isEqualTo(204);
  }

  private static HalfRequest half(Chain chain, Tus tus, String location) {
    String path = "/api/v1/uploads/" + Tus.id(location);
    String untouched = tus.api().get(path).body().path("expires").asText();
    HalfRequest half = HalfRequest.patch(chain.program().address(), location, 0, 100, new byte[10]);
    Curator.await(
        () -> tus.api().get(path), now -> !now.body().path("expires").asText().equals(untouched));
    return half;
  }

  @Test
  void body_thatTrickles_isEnded_andWhatArrivedIsKept() throws Exception {
    Chain chain = chain("slow", Map.of());
    Tus tus = new Tus(chain.curator().api());
    String location = location(tus.create("慢.bin", 100));
    try (HalfRequest slow = half(chain, tus, location)) {
      for (int i = 0; i < 35; i++) {
        Thread.sleep(1000);
        slow.send(new byte[1]);
      }
      assertThat(slow.answer()).startsWith("HTTP/1.1 409").contains("upload-too-slow");
    }
    assertThat(Tus.offset(tus.head(location))).isBetween(35L, 45L);
  }

  @Test
  void upload_abandoned_expires_andNothingOfItStays() {
    Chain chain = chain("expiry", Map.of("KEQIAO_UPLOADS_LIFE", "3s"));
    Tus tus = new Tus(chain.curator().api());
    String location = location(tus.create("弃.bin", 20_000_000));
    tus.patch(location, 0, new byte[9_000_000]);
    assertThat(chain.objects("uploads/" + Tus.id(location))).isNotEmpty();
    Answer gone = Curator.await(() -> tus.head(location), answer -> answer.status() == 404);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(tus.patch(location, 9_000_000, new byte[1]).code()).isEqualTo("upload-expired");
    assertThat(tus.api().get("/api/v1/uploads/" + Tus.id(location)).code())
        .isEqualTo("upload-expired");
    chain.stop();

    Api after = chain.curator().api();
    Program.await(() -> chain.objects("").stream().noneMatch(key -> key.contains(".mpus-")));
    assertThat(chain.objects("uploads")).isEmpty();
    assertThat(after.get("/api/v1/uploads/" + Tus.id(location)).status()).isEqualTo(404);
  }
}
