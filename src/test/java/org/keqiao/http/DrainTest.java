package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;

/** A server that stops says so first, and drops nobody who is being served. */
class DrainTest {

  private static SmallServer start(String lastAnswers) throws IOException {
    return SmallServer.start(
        Map.of("KEQIAO_HTTP_DRAIN", "2s", "KEQIAO_HTTP_LAST_ANSWERS", lastAnswers));
  }

  private static Thread stopping(SmallServer server) {
    Thread thread = Thread.ofVirtual().start(server::stop);
    Answer ready =
        Curator.await(
            () -> Api.at(server.address()).get("/health/ready"), answer -> answer.status() == 503);
    assertThat(ready.body().at("/checks/0/reason").asText()).isEqualTo("is stopping");
    return thread;
  }

  @Test
  void server_thatStops_isNotReadyAtOnce_andStillListensForAWhile() throws Exception {
    try (SmallServer server = start("5s")) {
      Api nobody = Api.at(server.address());
      assertThat(nobody.get("/health/ready").status()).isEqualTo(200);
      Thread stopping = stopping(server);
      Answer late = nobody.get("/");
      assertThat(late.status()).isEqualTo(200);
      assertThat(late.header("Connection")).isEqualToIgnoringCase("close");
      stopping.join();
      assertThatThrownBy(() -> new RawLine(server.address())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void answer_thatRuns_comesToItsEnd() throws Exception {
    try (SmallServer server = start("30s");
        RawLine line = new RawLine(server.address())) {
      line.get("/api/v1/slow");
      Thread stopping = stopping(server);
      Thread.sleep(3000);
      assertThat(stopping.isAlive()).isTrue();
      server.giveTheWord();
      assertThat(line.status()).isEqualTo(200);
      stopping.join();
    }
  }

  @Test
  void answer_thatNeverEnds_isCutOff() throws Exception {
    try (SmallServer server = start("1s");
        RawLine line = new RawLine(server.address())) {
      line.get(SmallServer.FILM);
      assertThat(line.take(1 << 20)).isEqualTo(1 << 20);
      stopping(server).join();
      assertThat(line.take(1L << 30)).isLessThan(1L << 30);
    }
  }

  @Test
  void listener_ofEvents_isLetGo_soThatSheComesBackElsewhere() throws Exception {
    try (SmallServer server = start("30s");
        RawLine line = new RawLine(server.address())) {
      line.get("/api/v1/events");
      assertThat(line.status()).isEqualTo(200);
      Thread stopping = stopping(server);
      assertThat(line.take(1L << 30)).isPositive();
      stopping.join();
    }
  }
}
