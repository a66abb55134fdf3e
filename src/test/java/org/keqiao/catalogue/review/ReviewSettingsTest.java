package org.keqiao.catalogue.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.RunningKeqiao;

/** The settings of reviews. */
class ReviewSettingsTest {

  private static ReviewSettings settings(Map<String, String> environment) {
    return RunningKeqiao.settings(Path.of("unused"), environment).review();
  }

  @Test
  void settings_whenNothingIsSaid_requireNoReview() {
    ReviewSettings usual = settings(Map.of());
    assertThat(usual.requires(List.of("621121", "620000"))).isFalse();
    assertThat(usual.flagAfter()).isEqualTo(3);
  }

  @Test
  void settings_thatNameRegions_requireReviewThere() {
    ReviewSettings some =
        settings(Map.of("KEQIAO_REVIEW_REQUIRED", "621121, 6103", "KEQIAO_REVIEW_FLAG_AFTER", "5"));
    assertThat(some.requires(List.of("maying-liuwan-primary", "621121"))).isTrue();
    assertThat(some.requires(List.of("621102"))).isFalse();
    assertThat(some.flagAfter()).isEqualTo(5);
    assertThat(settings(Map.of("KEQIAO_REVIEW_REQUIRED", "*")).requires(List.of())).isTrue();
  }
}
