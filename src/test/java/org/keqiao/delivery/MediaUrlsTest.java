package org.keqiao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.MovingClock;
import org.keqiao.fixture.OwnBucket;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.Secrets;
import org.keqiao.store.SharedKey;

class MediaUrlsTest {

  private static final Instant NOW = Instant.parse("2026-09-01T08:30:00Z");
  private static final Instant EXPIRY = Instant.parse("2026-09-01T11:00:00Z");
  private static final Duration LIFE = Duration.ofHours(2);
  private static final String CONTENT = "aa".repeat(32);
  private static final Id LESSON = new Id("lesson-1");
  private static final String SCHOOL = "school-1";

  @TempDir static Path folder;

  private static OwnBucket own;

  @BeforeAll
  static void start() throws Exception {
    own = OwnBucket.start(folder);
  }

  @AfterAll
  static void end() throws Exception {
    own.close();
  }

  private static MediaUrls on(Clock clock, String purpose) {
    return new MediaUrls(new Secrets(own.bucket(), clock).ring(purpose), LIFE, clock);
  }

  private static MediaUrls at(Instant time) {
    return on(new MovingClock(time), "media");
  }

  private static String token(MediaUrls urls) {
    return token(urls, LESSON, SCHOOL, RenditionSet.ALL);
  }

  private static String token(MediaUrls urls, Id lesson, String school, RenditionSet files) {
    String url = urls.of(lesson, Optional.of(school)).url(files, CONTENT, "video.m3u8");
    return List.of(url.split("/")).get(2);
  }

  private static void assertRefused(MediaUrls urls, String token, String content, String code) {
    assertThatThrownBy(() -> urls.verify(token, content))
        .as(token)
        .isInstanceOfSatisfying(
            FaultException.class, refused -> assertThat(refused.fault().code()).isEqualTo(code));
  }

  @Test
  void token_saysForWhichLessonAudienceAndFilesItIs() {
    String token = token(at(NOW), LESSON, SCHOOL, RenditionSet.LITE);
    assertThat(at(NOW).verify(token, CONTENT))
        .isEqualTo(new MediaGrant(LESSON, SCHOOL, RenditionSet.LITE, EXPIRY));
  }

  @Test
  void token_ofViewerWithoutSchool_isForAnybody() {
    String url = at(NOW).of(LESSON, Optional.empty()).url(RenditionSet.ALL, CONTENT, "a32.m3u8");
    assertThat(at(NOW).verify(List.of(url.split("/")).get(2), CONTENT).audience()).isEqualTo("*");
  }

  @Test
  void token_isGoodForItsLife_andForClocksThatGoWrong_andThenExpires() {
    String token = token(at(NOW));
    assertThat(at(NOW.plus(LIFE)).verify(token, CONTENT).expiry()).isEqualTo(EXPIRY);
    Instant late = EXPIRY.plus(Duration.ofMinutes(4));
    assertThat(at(late).verify(token, CONTENT).lesson()).isEqualTo(LESSON);
    Instant later = EXPIRY.plus(Duration.ofMinutes(6));
    assertRefused(at(later), token, CONTENT, "media-token-expired");
  }

  @Test
  void token_ofOtherContent_orChangedAnywhere_isRefused() {
    String token = token(at(NOW));
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertRefused(at(NOW), changed, CONTENT, "media-token-invalid");
    }
    for (String garbled : List.of(token + "A", token + "=", token.substring(2), "", "%", "AQ")) {
      assertRefused(at(NOW), garbled, CONTENT, "media-token-invalid");
    }
    assertRefused(at(NOW), token, "bb".repeat(32), "media-token-invalid");
  }

  @Test
  void tokens_madeWithinTheHour_areTheSameForASchool_andForNobodyElse() {
    String token = token(at(NOW));
    assertThat(token(at(NOW.plus(Duration.ofMinutes(20))))).isEqualTo(token);
    assertThat(token(at(NOW), LESSON, "school-2", RenditionSet.ALL)).isNotEqualTo(token);
    assertThat(token(at(NOW), new Id("lesson-2"), SCHOOL, RenditionSet.ALL)).isNotEqualTo(token);
  }

  @Test
  void token_ofAnOriginal_opensNothingElse_norTheOtherWayRound() {
    String url = at(NOW).of(LESSON, Optional.of(SCHOOL)).download(CONTENT, "教案.docx");
    String token = List.of(url.split("/")).get(2);
    String content = MediaUrls.file(CONTENT, "教案.docx");
    assertThat(at(NOW).verify(token, content).files()).isEqualTo(RenditionSet.ORIGINAL);
    assertRefused(at(NOW), token, CONTENT, "media-token-invalid");
    assertRefused(at(NOW), token, MediaUrls.file(CONTENT, "x"), "media-token-invalid");
    assertRefused(at(NOW), token(at(NOW)), content, "media-token-invalid");
    assertThat(RenditionSet.ORIGINAL.holds("240p.mp4")).isFalse();
  }

  @Test
  void sets_holdWhatTheyAreFor() {
    List<String> lite =
        List.of(
            "slides.m3u8",
            "slides~zh-CN.%s.m3u8".formatted(CONTENT),
            "stills.mp4",
            "stills.m3u8",
            "still-000012.webp",
            "lite.json",
            "lite-o20.m3u8",
            "audio.m3u8",
            "o20.mp4",
            "a32.m3u8",
            "a32.mp4",
            "captions/%s.vtt".formatted(CONTENT),
            "captions/%s.m3u8".formatted(CONTENT),
            "sprite.vtt",
            "sprite.webp",
            "poster.webp");
    List<String> moving =
        List.of("video.m3u8", "video-all.m3u8", "144p.m3u8", "480p.mp4", "240p-keys.m3u8");
    assertThat(lite).allMatch(RenditionSet.ALL::holds).allMatch(RenditionSet.LITE::holds);
    assertThat(moving).allMatch(RenditionSet.ALL::holds).noneMatch(RenditionSet.LITE::holds);
    assertThat(lite).filteredOn(RenditionSet.POSTER::holds).containsExactly("poster.webp");
    assertThat(moving).noneMatch(RenditionSet.POSTER::holds);
  }

  @Test
  void token_ofAnEarlierKey_isGoodForItsLife_andOfANewerOneAtOnce() {
    MovingClock clock = new MovingClock(NOW);
    MediaUrls running = on(clock, "rotated");
    String before = token(running);
    clock.move(Duration.ofSeconds(10));
    assertThat(new Secrets(own.bucket(), clock).rotate("rotated")).isEqualTo(2);
    MediaUrls other = on(clock, "rotated");
    String after = token(other);
    assertThat(after).isNotEqualTo(before);
    assertThat(other.verify(before, CONTENT)).isEqualTo(other.verify(after, CONTENT));
    assertThat(running.verify(after, CONTENT)).isEqualTo(running.verify(before, CONTENT));
    assertThat(token(running)).isEqualTo(after);
    clock.move(LIFE);
    assertThat(running.verify(before, CONTENT).lesson()).isEqualTo(LESSON);
  }

  @Test
  void keyThatWasReplaced_signsNothingThatLivesOn() {
    MovingClock clock = new MovingClock(NOW);
    SharedKey stolen = new Secrets(own.bucket(), clock).ring("stolen").newest();
    MediaUrls thief = new MediaUrls(new KeyRing(() -> List.of(stolen), clock), LIFE, clock);
    MediaUrls running = on(clock, "stolen");
    new Secrets(own.bucket(), clock).rotate("stolen");
    clock.move(Duration.ofHours(3));
    assertRefused(running, token(thief), CONTENT, "media-token-invalid");
  }
}
