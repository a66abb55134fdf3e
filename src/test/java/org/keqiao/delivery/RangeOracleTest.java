package org.keqiao.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Nginx;
import org.keqiao.media.Films;

/**
 * Ranges of bytes as nginx gives them. Of several ranges at once neither gives more than the whole,
 * which is allowed (RFC 9110 §14.2) and what players never ask for.
 */
class RangeOracleTest {

  private static final int QUESTIONS = 5_000;
  private static final String[] ODD = {
    "bytes=",
    "bytes=-",
    "bytes",
    "",
    "lines=1-2",
    "bytes=a-b",
    "bytes=1-2-3",
    "bytes=--1",
    "bytes=0-0,5-9",
    "bytes=1-,-5",
    "bytes=,",
    "bytes= 0-1",
    "BYTES=0-1",
    "bytes=0-1 ",
    "bytes=99999999999999999999-",
    "bytes=0-99999999999999999999",
    "bytes=-99999999999999999999",
    "bytes=-0",
    "bytes=+1-2",
    "bytes=0x1-2",
    "bytes=1.5-2"
  };

  @TempDir Path folder;

  @Test
  void ranges_ofAnyForm_areAnsweredAsNginxDoes() throws Exception {
    Answer lesson = Curator.demo().published("一段一段地取", Films.lesson(4));
    String hls =
        Api.as("teacher")
            .get("/api/v1/lessons/" + lesson.id() + "/play")
            .body()
            .path("hls")
            .asText();
    String path = hls.substring(0, hls.lastIndexOf('/') + 1) + "240p.mp4";
    Api ours = Api.anonymous();
    byte[] film = ours.get(path).bytes();
    Files.createDirectories(folder.resolve("files"));
    Files.write(folder.resolve("files/film.mp4"), film);
    try (Nginx nginx = Nginx.start(folder, "root files; max_ranges 1;")) {
      Api theirs = Api.at(nginx.address());
      Random any = new Random(5);
      for (int i = 0; i < QUESTIONS; i++) {
        String range = range(any, film.length);
        assertThat(facts(ours.get(path, "Range", range)))
            .as(range)
            .isEqualTo(facts(theirs.get("/film.mp4", "Range", range)));
      }
    }
  }

  private static String range(Random any, int size) {
    return switch (any.nextInt(8)) {
      case 0 -> ODD[any.nextInt(ODD.length)];
      case 1 -> "bytes=-" + any.nextInt(2 * size);
      case 2 -> "bytes=%d-".formatted(any.nextInt(2 * size));
      case 3 -> "bytes=%d-%d".formatted(any.nextInt(2 * size), any.nextInt(2 * size));
      case 4 -> "bytes=%d-%d".formatted(size - 1, size + any.nextInt(3) - 1);
      case 5 -> "bytes=%d- %d".formatted(any.nextInt(9), any.nextInt(99));
      default -> {
        int first = any.nextInt(size);
        yield "bytes=%d-%d".formatted(first, any.nextInt(first, size));
      }
    };
  }

  private record Facts(int status, String contentRange, String length, int bytes, byte[] body) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Facts that
          && status == that.status
          && contentRange.equals(that.contentRange)
          && length.equals(that.length)
          && java.util.Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
      return status;
    }

    @Override
    public String toString() {
      return "%d %s %s %d bytes".formatted(status, contentRange, length, bytes);
    }
  }

  /** Of a refusal each has a body of its own. */
  private static Facts facts(Answer answer) {
    boolean given = Set.of(200, 206).contains(answer.status());
    return new Facts(
        answer.status(),
        answer.header("Content-Range"),
        given ? answer.header("Content-Length") : "",
        answer.bytes().length,
        given ? answer.bytes() : new byte[0]);
  }
}
