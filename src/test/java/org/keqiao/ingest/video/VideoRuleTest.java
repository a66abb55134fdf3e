package org.keqiao.ingest.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Film;

/** What the national call asks of a film, and how much each of it matters. */
class VideoRuleTest {

  private static final Optional<Film.Sound> SOUND =
      Optional.of(new Film.Sound("aac", Optional.of(127_900L)));
  private static final Film ASKED = new Film("h264", 1920, 1080, 25, 8_100_000, false, SOUND);

  @ParameterizedTest
  @CsvSource({"subject, primary, 12", "subject, senior, 18", "experiment, junior, 31"})
  void film_asAsked_hasNothingToFind(String lessonClass, String stage, int minutes) {
    assertThat(find(lessonClass, stage, blob(ASKED, 700 << 20, minutes))).isEmpty();
  }

  @Test
  void film_inNothingAsAsked_isToldEverything() {
    Film film =
        new Film(
            "hevc",
            640,
            480,
            29.97,
            900_000,
            true,
            Optional.of(new Film.Sound("mp3", Optional.of(64_000L))));
    assertThat(find("subject", "primary", blob(film, 2L << 30, 25)))
        .extracting(VideoRule.Finding::code)
        .containsExactly(
            "film-not-wide",
            "film-too-small",
            "film-codec",
            "film-interlaced",
            "film-frame-rate",
            "film-bitrate",
            "film-sound-codec",
            "film-sound-bitrate",
            "film-too-many-bytes",
            "film-too-long");
  }

  @Test
  void film_tooShort_saysWhatItIsAndWhatIsAsked() {
    assertThat(find("subject", "primary", blob(ASKED, 700 << 20, 9)))
        .containsExactly(
            new VideoRule.Finding("film-too-short", VideoRule.Severity.WARNING, "9:00", "10–15"));
  }

  @ParameterizedTest
  @CsvSource({
    "subject, REFUSAL",
    "experiment, REFUSAL",
    "special, WARNING",
    "'', WARNING",
  })
  void film_uprightAndHuge_isRefusedByLessonClass(String lessonClass, String severity) {
    Film upright = new Film("h264", 1080, 1920, 25, 8_000_000, false, SOUND);
    assertThat(find(lessonClass, "primary", blob(upright, 2L << 30, 12)))
        .extracting(finding -> finding.code() + " " + finding.severity())
        .containsExactly("film-upright " + severity, "film-too-many-bytes " + severity);
  }

  @Test
  void film_withoutSound_isTold() {
    Film silent = new Film("h264", 1920, 1080, 25, 8_000_000, false, Optional.empty());
    assertThat(find("special", "primary", blob(silent, 700 << 20, 12)))
        .extracting(VideoRule.Finding::code)
        .containsExactly("film-silent");
  }

  @Test
  void document_isNoFilm() {
    Blob document =
        new Blob(
            1,
            "application/pdf",
            "other",
            Optional.of("not-a-video"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(find("subject", "primary", document)).isEmpty();
  }

  private static List<VideoRule.Finding> find(String lessonClass, String stage, Blob blob) {
    return VideoRule.findings(
        Optional.of(lessonClass).filter(name -> !name.isEmpty()), Optional.of(stage), blob);
  }

  private static Blob blob(Film film, long bytes, int minutes) {
    return new Blob(
        bytes,
        "video/mp4",
        "video",
        Optional.empty(),
        Optional.of(Duration.ofMinutes(minutes).toMillis()),
        Optional.of(film.width()),
        Optional.of(film.height()),
        Optional.of(film));
  }
}
