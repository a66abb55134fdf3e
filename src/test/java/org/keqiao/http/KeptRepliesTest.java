package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;

/** Reading a lesson again and again. */
class KeptRepliesTest {

  private static String path = "";

  @BeforeAll
  static void make() {
    Map<String, String> about = Map.of("title", "常读的课", "description", "一圈有多长？".repeat(200));
    path = "/api/v1/lessons/" + Curator.demo().draft(about).id();
  }

  private static Answer read(String... headers) {
    return Api.as("curator").get(path, headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "deflate, gzip"})
  void lesson_whereGzipIsUnderstood_isCompressed(String accepted) throws IOException {
    Answer compressed = read("Accept-Encoding", accepted);
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
    assertThat(compressed.bytes().length).isLessThan(1500);
    try (GZIPInputStream plain =
        new GZIPInputStream(new ByteArrayInputStream(compressed.bytes()))) {
      assertThat(plain.readAllBytes()).isEqualTo(read().bytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.0, br"})
  void lesson_whereGzipIsRefused_isPlain(String accepted) {
    Answer plain = read("Accept-Encoding", accepted);
    assertThat(plain.bytes()).isEqualTo(read().bytes());
  }

  @Test
  void lesson_thatIsKnown_isNotSentAgain_untilItChanges() {
    Answer known = read();
    assertThat(read("If-None-Match", known.etag()).status()).isEqualTo(304);
    Api.as("curator").patch(path, Map.of("teacher", "沈若溪"), "If-Match", known.etag());
    Answer changed = read("If-None-Match", known.etag());
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body().path("teacher").asText()).isEqualTo("沈若溪");
  }
}
