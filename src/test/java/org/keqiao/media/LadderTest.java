package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

  @ParameterizedTest
  @CsvSource({
    "3840, 2160, 256x144 426x240 854x480 1280x720 1920x1080",
    "1920, 1080, 256x144 426x240 854x480 1280x720 1920x1080",
    "1280, 720, 256x144 426x240 854x480 1280x720",
    "1066, 600, 256x144 426x240 852x480 1066x600",
    "960, 540, 256x144 426x240 854x480",
    "640, 480, 192x144 320x240 640x480",
    "640, 360, 256x144 426x240 640x360",
    "427, 241, 256x144 426x240",
    "320, 240, 192x144 320x240",
    "161, 91, 160x90",
    "1080, 1920, 144x256 240x426 480x854 720x1280 1080x1920",
    "1, 1, 2x2",
    "3000, 2, 3000x2",
  })
  void of_source_neverGoesAboveIt(int width, int height, String expected) {
    String sizes =
        Ladder.of(source(width, height, FrameRate.of(25), true)).video().stream()
            .map(rung -> rung.width() + "x" + rung.height())
            .reduce((a, b) -> a + " " + b)
            .orElse("");

    assertEquals(expected, sizes);
  }

  @Test
  void first_ofLargeSource_leavesTheHigherOnesForLater() {
    Ladder ladder = Ladder.of(source(1080, 1920, FrameRate.of(25), true));

    assertEquals(
        List.of("144p", "240p", "480p", "o20", "a32", "a48", "a64"), names(ladder.first()));
    assertEquals(
        List.of("720p", "1080p"), ladder.later().stream().map(rung -> rung.name()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "60/1, 25/1",
    "30000/1001, 25/1",
    "24000/1001, 24000/1001",
    "90000/1, 25/1",
    "1/1, 5/1"
  })
  void of_source_keepsRateWithinBounds(String rate, String expected) {
    FrameRate own = FrameRate.parse(rate).orElseThrow();

    Ladder ladder = Ladder.of(source(640, 480, own, true));

    assertEquals(expected, ladder.video().getFirst().frameRate().toString());
  }

  @Test
  void of_lowSource_takesTheSettingsOfTheStepAbove() {
    Ladder ladder = Ladder.of(source(640, 360, FrameRate.of(25), true));

    assertEquals(
        List.of(130, 250, 900),
        ladder.video().stream().map(rung -> rung.step().peakKilobits()).toList());
    assertEquals(
        List.of("a32", "a32", "a32"),
        ladder.video().stream().map(rung -> rung.step().audio().name()).toList());
  }

  @Test
  void of_silentSource_hasNoSound() {
    Ladder ladder = Ladder.of(source(640, 480, FrameRate.of(25), false));

    assertEquals(List.of("144p", "240p", "480p"), names(ladder));
  }

  @ParameterizedTest
  @CsvSource({"25/1, 200", "24000/1001, 192", "15/1, 120", "5/1, 40"})
  void picturesIn_eightSeconds_lastAtLeastThat(String rate, int pictures) {
    assertEquals(pictures, FrameRate.parse(rate).orElseThrow().picturesIn(Duration.ofSeconds(8)));
  }

  @ParameterizedTest
  @CsvSource({"0/0", "25/0", "-1/1", "N/A", "''"})
  void parse_noRate_isEmpty(String text) {
    assertEquals(Optional.empty(), FrameRate.parse(text));
  }

  private static List<String> names(Ladder ladder) {
    return Stream.concat(
            ladder.video().stream().map(Ladder.VideoRung::name),
            ladder.audio().stream().map(Ladder.AudioRung::name))
        .toList();
  }

  private static Probe source(int width, int height, FrameRate rate, boolean sound) {
    Duration duration = Duration.ofMinutes(1);
    Probe.Scan scan = new Probe.Scan(false, true, rate);
    Probe.Track track = track(0, "h264", duration);
    return new Probe(
        "mov",
        duration,
        Optional.of(new Probe.VideoTrack(track, width, height, rate, "yuv420p", scan)),
        sound
            ? Optional.of(new Probe.AudioTrack(track(1, "aac", duration), 2, 48000))
            : Optional.empty());
  }

  private static Probe.Track track(int index, String codec, Duration end) {
    return new Probe.Track(
        index, new Probe.Coding(codec, "", 0, Optional.empty(), false), Duration.ZERO, end);
  }
}
