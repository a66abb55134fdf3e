package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;

/** SIGTERM to the real program while somebody is being served. */
class DrainTest {

  private static final Map<String, String> SETTINGS =
      Map.of("KEQIAO_DEMO_MEDIA", "false", "KEQIAO_HTTP_DRAIN", "4s");
  private static final String LARGE = "/webjars/swagger-ui/swagger-ui-bundle.js";

  @Test
  void program_toldToStop_saysThatItIsNotReady_servesOn_andThenEnds() throws Exception {
    try (Chain chain = new Chain("drain", SETTINGS);
        HttpClient viewer = HttpClient.newHttpClient()) {
      Program program = chain.program();
      URI address = program.address();
      Api nobody = Api.at(address);
      int whole = nobody.get(LARGE).bytes().length;
      HttpRequest request = HttpRequest.newBuilder(address.resolve(LARGE)).build();
      try (InputStream slow = viewer.send(request, BodyHandlers.ofInputStream()).body()) {
        Thread stopping = Thread.ofVirtual().start(program::stop);
        Answer ready =
            Curator.await(() -> nobody.get("/health/ready"), answer -> answer.status() == 503);
        assertThat(ready.body().path("status").asText()).isEqualTo("DOWN");
        assertThat(nobody.get("/health/live").status()).isEqualTo(200);
        assertThat(slow.readAllBytes()).hasSize(whole);
        stopping.join();
      }
      assertThat(program.isAlive()).isFalse();
    }
  }
}
