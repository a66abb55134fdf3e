package org.keqiao.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Viewers that each take a whole film on a village line.
 *
 * @param number how many at once
 * @param length how long they are watched
 */
record SlowViewers(int number, Duration length) {

  private static final int BYTES_A_SECOND = 40_000;
  private static final int PIECES_A_SECOND = 4;
  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(5);

  /** Prints the memory of the server before, while and after they watch. */
  void watch(KeqiaoServer server, URI film, Report report) throws Exception {
    report.line(
        "%d viewers at %d kbit/s each, -Xmx512m:"
            .formatted(number, BYTES_A_SECOND * Byte.SIZE / 1000));
    report.line("");
    report.line("| second | resident MiB |");
    report.line("|-------:|-------------:|");
    reading(report, server, Duration.ZERO);
    Instant begin = Instant.now();
    List<Future<Long>> viewers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int viewer = 0; viewer < number; viewer++) {
        viewers.add(threads.submit(() -> take(film, begin.plus(length))));
      }
      for (Instant now = begin; now.isBefore(begin.plus(length)); now = Instant.now()) {
        Thread.sleep(BETWEEN_READINGS);
        reading(report, server, Duration.between(begin, Instant.now()));
      }
    }
    long bytes = 0;
    int failed = 0;
    for (Future<Long> viewer : viewers) {
      if (viewer.state() == Future.State.SUCCESS) {
        bytes += viewer.resultNow();
      } else {
        failed++;
      }
    }
    report.line("");
    report.line(
        String.format(
            Locale.ROOT,
            "%.0f kbit/s reached each viewer; %d failed",
            bytes * Byte.SIZE / 1000.0 / length.toSeconds() / number,
            failed));
  }

  private static void reading(Report report, KeqiaoServer server, Duration since)
      throws IOException {
    report.line(
        "| %6d | %12d |".formatted(since.toSeconds(), ResidentMemory.now(server.process())));
  }

  /**
   * Asks again when the film ends.
   *
   * @return bytes that came
   */
  private static long take(URI film, Instant end) throws IOException, InterruptedException {
    byte[] piece = new byte[BYTES_A_SECOND / PIECES_A_SECOND];
    long taken = 0;
    while (Instant.now().isBefore(end)) {
      try (Socket socket = new Socket()) {
        socket.setReceiveBufferSize(piece.length);
        socket.connect(new InetSocketAddress(film.getHost(), film.getPort()));
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(film.getPath(), film.getAuthority())
                    .getBytes(StandardCharsets.US_ASCII));
        InputStream answer = socket.getInputStream();
        for (int read = 0; read >= 0 && Instant.now().isBefore(end); ) {
          read = answer.readNBytes(piece, 0, piece.length);
          read = read == 0 ? -1 : read;
          taken += Math.max(0, read);
          Thread.sleep(1000 / PIECES_A_SECOND);
        }
      }
    }
    return taken;
  }
}
