package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** Who reads the metrics of a server that is there to be tried. */
class MetricsReaderTest {

  @Test
  void programOfThisMachine_readsThem() {
    Answer metrics = Api.anonymous().get("/metrics");
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(new String(metrics.bytes(), StandardCharsets.UTF_8))
        .contains(
            "keqiao_records_reads_total{from=\"memory\"}",
            "keqiao_media_wait_seconds_bucket{tier=\"memory\"",
            "keqiao_media_bucket_bytes_total",
            "keqiao_media_viewer_bytes_total",
            "keqiao_jobs{state=\"queued\"}");
  }

  @Test
  void callerBehindAnotherServer_doesNot() {
    Answer refused = Api.anonymous().get("/metrics", "X-Forwarded-For", "203.0.113.7");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("metrics-not-open");
  }
}
