package org.keqiao.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Connections that share a stretch of a file among them: each takes a part of its own, segment by
 * segment, so that every byte is asked for once.
 *
 * @param number of connections
 * @param segment bytes that are asked for at a time
 */
record OnceReaders(int number, int segment) {

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
  private static final int LONGEST_HEAD = 16 * 1024;

  /** How long it takes until all have all. */
  Duration read(URI file, long first, long length) throws Exception {
    long share = length / number;
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> readers = new ArrayList<>();
      for (int reader = 0; reader < number; reader++) {
        long from = first + reader * share;
        readers.add(
            threads.submit(
                () -> {
                  readInTurn(file, from, share);
                  return null;
                }));
      }
      for (Future<?> each : readers) {
        each.get();
      }
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void readInTurn(URI file, long first, long length) throws IOException {
    try (Socket socket = new Socket(file.getHost(), file.getPort());
        InputStream answers = new BufferedInputStream(socket.getInputStream(), LONGEST_HEAD)) {
      byte[] body = new byte[segment];
      for (long at = first; at < first + length; at += segment) {
        int wanted = (int) Math.min(segment, first + length - at);
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: %s\r\nRange: bytes=%d-%d\r\n\r\n"
                    .formatted(file.getRawPath(), file.getAuthority(), at, at + wanted - 1)
                    .getBytes(StandardCharsets.US_ASCII));
        long coming = lengthOf(head(answers));
        if (coming != wanted || answers.readNBytes(body, 0, wanted) != wanted) {
          throw new IOException("%d bytes came, not %d".formatted(coming, wanted));
        }
      }
    }
  }

  private static String head(InputStream answers) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = answers.read();
      if (next < 0 || head.length() > LONGEST_HEAD) {
        throw new IOException("no answer: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static long lengthOf(String head) throws IOException {
    Matcher length = LENGTH.matcher(head);
    if (!head.startsWith("HTTP/1.1 206") || !length.find()) {
      throw new IOException("answered " + head.lines().findFirst().orElse(""));
    }
    return Long.parseLong(length.group(1));
  }
}
