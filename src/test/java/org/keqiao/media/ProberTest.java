package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProberTest {

  @TempDir Path folder;
  private Fixtures fixtures;

  @BeforeEach
  void start() {
    fixtures = Fixtures.in(folder);
  }

  @Test
  void probe_lesson_tellsPictureAndSound() throws Exception {
    Probe probe = probe(fixtures.lesson("a.mp4", "320x180", 30, 2));

    Probe.VideoTrack video = probe.video().orElseThrow();
    Probe.AudioTrack audio = probe.audio().orElseThrow();
    assertTrue(probe.container().contains("mp4"));
    assertNear(2000, probe.duration());
    assertEquals("h264", video.codec());
    assertEquals("320x180", video.width() + "x" + video.height());
    assertEquals(FrameRate.of(30), video.frameRate());
    assertEquals("yuv420p", video.pixelFormat());
    assertFalse(video.interlaced());
    assertEquals("aac", audio.codec());
    assertEquals(1, audio.channels());
    assertEquals(44100, audio.sampleRate());
  }

  @Test
  void probe_turnedByMetadata_tellsSizeAsShown() throws Exception {
    fixtures.lesson("flat.mp4", "320x180", 25, 1);
    Path turned = fixtures.make("turned.mp4", "-display_rotation 90 -i flat.mp4", "-c copy");

    Probe.VideoTrack video = probe(turned).video().orElseThrow();
    assertEquals("180x320", video.width() + "x" + video.height());
  }

  @Test
  void probe_pixelsNotSquare_tellsSizeAsShown() throws Exception {
    Path wide = fixtures.make("tv.mp4", Fixtures.picture("360x288", 25, 1), "-vf setsar=16/11");

    assertEquals(524, probe(wide).video().orElseThrow().width());
  }

  @Test
  void probe_interlaced_saysSo() throws Exception {
    Path tv =
        fixtures.make(
            "tv.mpg",
            Fixtures.picture("352x288", 25, 1),
            "-c:v mpeg2video -flags +ildct+ilme -top 1 -field_order tt");

    assertTrue(probe(tv).video().orElseThrow().interlaced());
  }

  @Test
  void probe_recordedAsItWent_measuresDuration() throws Exception {
    Path live =
        fixtures.make(
            "live.webm",
            Fixtures.picture("160x90", 15, 3),
            Fixtures.tone(2),
            "-c:v libvpx -deadline realtime -c:a libopus -live 1");
    assertEquals("N/A", fixtures.ask(live, "-of csv=p=0 -show_entries format=duration"));

    Probe probe = probe(live);
    assertNear(3000, probe.duration());
    assertNear(2000, probe.audio().orElseThrow().track().end());
  }

  @Test
  void probe_shortSound_tellsItsEnd() throws Exception {
    Path file =
        fixtures.make(
            "a.mp4", Fixtures.picture("160x90", 25, 3), Fixtures.tone(1), "-c:v libx264 -c:a aac");

    assertNear(1000, probe(file).audio().orElseThrow().track().end());
  }

  @Test
  void requireVideo_soundOnly_isRefused() throws Exception {
    Probe probe = probe(fixtures.make("a.m4a", Fixtures.tone(1), "-c:a aac"));

    assertTrue(probe.audio().isPresent());
    assertRefused("video-without-picture", probe, MediaLimits.DEFAULT);
  }

  @Test
  void requireVideo_coverOfSong_isRefused() throws Exception {
    Path song =
        fixtures.make(
            "a.mp3",
            Fixtures.tone(1),
            "-f lavfi -i testsrc2=size=200x200:duration=1 -frames:v 1",
            "-c:v mjpeg -disposition:v attached_pic -c:a libmp3lame -map 0 -map 1");

    assertTrue(fixtures.ask(song, "-show_streams").contains("mjpeg"));
    assertRefused("video-without-picture", probe(song), MediaLimits.DEFAULT);
  }

  @Test
  void requireVideo_overLimits_isRefused() throws Exception {
    Probe probe = probe(fixtures.lesson("a.mp4", "160x90", 25, 1));

    assertRefused("video-too-long", probe, new MediaLimits(Duration.ofMillis(500), 1_000_000));
    assertRefused("video-too-large", probe, new MediaLimits(Duration.ofHours(1), 160 * 90 - 1));
    assertEquals(160, probe.requireVideo(MediaLimits.DEFAULT).width());
  }

  @Test
  void requireVideo_pictureThatWouldFillMemory_isRefused() throws Exception {
    Path huge = fixtures.make("huge.mp4", "-f lavfi -i color=size=9000x4000:rate=1 -frames:v 1");

    assertRefused("video-too-large", probe(huge), MediaLimits.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear pupils, this is a letter and not a video.",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile %s\n",
        "",
      })
  void probe_textNamedVideo_isRefused(String text) throws Exception {
    Path real = fixtures.lesson("real.mp4", "160x90", 25, 1);
    Path file = Files.writeString(folder.resolve("a.mp4"), text.formatted(real.getFileName()));

    NotMedia e = assertThrows(NotMedia.class, () -> probe(file));
    assertEquals("not-a-video", e.code());
  }

  @Test
  void probe_image_isRefused() throws Exception {
    Path image = fixtures.make("a.jpg", "-f lavfi -i testsrc2=size=200x200:duration=1 -frames:v 1");

    assertEquals("not-a-video", assertThrows(NotMedia.class, () -> probe(image)).code());
  }

  @Test
  void probe_withoutIndex_isRefused() throws Exception {
    Path whole = fixtures.lesson("a.mp4", "160x90", 25, 1);
    byte[] bytes = Files.readAllBytes(whole);
    Path half = Files.write(folder.resolve("b.mp4"), Arrays.copyOf(bytes, bytes.length / 2));

    assertEquals("not-a-video", assertThrows(NotMedia.class, () -> probe(half)).code());
  }

  @Test
  void probe_strangeName_isReadAllTheSame() throws Exception {
    Path whole = fixtures.lesson("a.mp4", "160x90", 25, 1);
    Path strange = Files.move(whole, folder.resolve("-i http:课 %d"));

    assertNear(1000, probe(strange).duration());
  }

  @Test
  void probe_absent_isNoVerdictOnTheFile() {
    assertThrows(IOException.class, () -> probe(folder.resolve("absent.mp4")));
  }

  private Probe probe(Path file) throws Exception {
    return fixtures.prober().probe(file);
  }

  private static void assertRefused(String code, Probe probe, MediaLimits limits) {
    NotMedia e = assertThrows(NotMedia.class, () -> probe.requireVideo(limits));
    assertEquals(code, e.code());
  }

  private static void assertNear(long millis, Duration duration) {
    assertEquals((double) millis, (double) duration.toMillis(), 100);
  }
}
