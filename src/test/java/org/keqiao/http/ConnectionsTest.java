package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Curator;

/** What a connection may hold of the server, and for how long. */
class ConnectionsTest {

  private static final long FILM_BYTES = 1L << 30;

  private static SmallServer start(Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("KEQIAO_HTTP_PATIENCE", "4s");
    return SmallServer.start(settings);
  }

  private static int askAnew(SmallServer server) {
    try (RawLine line = new RawLine(server.address())) {
      return line.get("/health/live").status();
    } catch (IOException refused) {
      return 0;
    }
  }

  @Test
  void connections_beyondThoseOfAnAddress_areClosed_untilOneEnds() throws Exception {
    try (SmallServer server = start(Map.of("KEQIAO_HTTP_CONNECTIONS_PER_ADDRESS", "2"))) {
      RawLine first = new RawLine(server.address());
      try (RawLine second = new RawLine(server.address())) {
        assertThat(first.get("/health/live").status()).isEqualTo(200);
        assertThat(second.get("/health/live").status()).isEqualTo(200);
        assertThat(askAnew(server)).isZero();
        first.close();
        assertThat(Curator.await(() -> askAnew(server), status -> status != 0)).isEqualTo(200);
      }
    }
  }

  @Test
  void connections_beyondThoseOfTheServer_areClosed_alsoOfATrustedProxy() throws Exception {
    Map<String, String> settings =
        Map.of(
            "KEQIAO_HTTP_CONNECTIONS", "3",
            "KEQIAO_HTTP_CONNECTIONS_PER_ADDRESS", "1",
            "KEQIAO_HTTP_TRUSTED_PROXIES", "127.0.0.1");
    try (SmallServer server = start(settings);
        RawLine first = new RawLine(server.address());
        RawLine second = new RawLine(server.address());
        RawLine third = new RawLine(server.address())) {
      assertThat(first.get("/health/live").status()).isEqualTo(200);
      assertThat(second.get("/health/live").status()).isEqualTo(200);
      assertThat(third.get("/health/live").status()).isEqualTo(200);
      assertThat(askAnew(server)).isZero();
    }
  }

  @Test
  void head_thatNeverComesToItsEnd_isNotWaitedFor() throws Exception {
    try (SmallServer server = start(Map.of("KEQIAO_HTTP_IDLE", "2s"));
        RawLine line = new RawLine(server.address())) {
      line.send("GET /health/live HTTP/1.1\r\nHost: here\r\n");
      boolean open = true;
      for (int i = 0; open && i < 100; i++) {
        open = line.send("X-" + i + ": x\r\n");
        Thread.sleep(200);
      }
      assertThat(open).isFalse();
    }
  }

  @Test
  void body_thatTrickles_isNotWaitedFor() throws Exception {
    try (SmallServer server = start(Map.of());
        RawLine line = new RawLine(server.address())) {
      line.send(
          """
          POST /api/v1/things HTTP/1.1\r
          Host: here\r
          Authorization: Bearer anna\r
          Content-Type: application/json\r
          Content-Length: 1000\r
          \r
          """);
      boolean open = true;
      for (int i = 0; open && i < 100; i++) {
        open = line.send("1");
        Thread.sleep(200);
      }
      assertThat(open).isFalse();
    }
  }

  @Test
  void reader_thatTakesNothing_isCutOff() throws Exception {
    try (SmallServer server = start(Map.of());
        RawLine line = new RawLine(server.address())) {
      line.get(SmallServer.FILM);
      Thread.sleep(12_000);
      assertThat(line.take(FILM_BYTES)).isPositive().isLessThan(FILM_BYTES / 10);
    }
  }

  @Test
  void reader_thatTakesLittle_isServed() throws Exception {
    long taken = 0;
    try (SmallServer server = start(Map.of());
        RawLine line = new RawLine(server.address())) {
      line.get(SmallServer.FILM);
      for (int i = 0; i < 60; i++) {
        taken += line.take(512 << 10);
        Thread.sleep(200);
      }
    }
    assertThat(taken).isEqualTo(60L * (512 << 10));
  }

  @Test
  void answer_thatTakesItsTime_isWaitedFor() throws Exception {
    try (SmallServer server = start(Map.of("KEQIAO_HTTP_IDLE", "1s"));
        RawLine line = new RawLine(server.address())) {
      line.get("/api/v1/slow");
      Thread.sleep(6000);
      server.giveTheWord();
      assertThat(line.status()).isEqualTo(200);
    }
  }
}
