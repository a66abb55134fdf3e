package org.keqiao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.FaultException;

class MediaUrlsTest {

  private static final Instant NOW = Instant.parse("2026-09-01T08:30:00Z");
  private static final String CONTENT = "aa".repeat(32);

  private static MediaUrls at(Instant time) {
    return new MediaUrls(new byte[32], Duration.ofHours(2), Clock.fixed(time, ZoneOffset.UTC));
  }

  private static String token(Instant time) {
    return List.of(at(time).url(CONTENT, "video.m3u8").split("/")).get(2);
  }

  @Test
  void token_isGoodForItsLife_andThenExpires() {
    String token = token(NOW);
    assertThat(at(NOW.plus(Duration.ofHours(2))).verify(token, CONTENT)).isAfter(NOW);
    assertThatThrownBy(() -> at(NOW.plus(Duration.ofHours(4))).verify(token, CONTENT))
        .isInstanceOfSatisfying(
            FaultException.class,
            refused -> assertThat(refused.fault().code()).isEqualTo("media-token-expired"));
  }

  @Test
  void token_ofOtherContent_orChanged_isRefused() {
    String token = token(NOW);
    List<String> forged =
        List.of(token + "A", "B" + token.substring(1), token.substring(2), "", "%");
    for (String other : forged) {
      assertThatThrownBy(() -> at(NOW).verify(other, CONTENT)).isInstanceOf(FaultException.class);
    }
    assertThatThrownBy(() -> at(NOW).verify(token, "bb".repeat(32)))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void tokens_madeWithinTheHour_areTheSame() {
    assertThat(token(NOW)).isEqualTo(token(NOW.plus(Duration.ofMinutes(20))));
  }
}
