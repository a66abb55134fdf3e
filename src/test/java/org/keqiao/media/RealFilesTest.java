package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever teachers have on disk ends playable, or in a reason. */
class RealFilesTest {

  @TempDir Path folder;
  private Fixtures fixtures;
  private Path output;

  @BeforeEach
  void start() throws Exception {
    fixtures = Fixtures.in(folder);
    output = Files.createDirectory(folder.resolve("out"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h264.mp4 | -c:v libx264 -c:a aac",
        "hevc.mp4 | -c:v libx265 -x265-params log-level=none -tag:v hvc1 -c:a aac",
        "hevc10.mkv | -pix_fmt yuv420p10le -c:v libx265 -x265-params log-level=none -c:a aac",
        "vp9.webm | -c:v libvpx-vp9 -deadline realtime -c:a libopus",
        "film.mkv | -c:v libx264 -c:a libmp3lame",
        "film.flv | -c:v flv1 -c:a libmp3lame -ar 44100",
        "film.wmv | -c:v wmv2 -c:a wmav2",
        "film.avi | -c:v mpeg4 -c:a libmp3lame",
        "film.mpg | -c:v mpeg2video -c:a mp2",
        "tv.mpg | -c:v mpeg2video -flags +ildct+ilme -top 1 -field_order tt -c:a mp2",
        "film.ts | -c:v libx264 -c:a aac",
        "film.mov | -pix_fmt yuv422p10le -c:v prores_ks -c:a pcm_s16le",
        "screen.mov | -pix_fmt rgb24 -c:v png -c:a pcm_s16le",
      })
  void film_ofEachKind_plays(String name, String coding) throws Exception {
    Path film =
        fixtures.make(name, Fixtures.picture("426x240", 25, 3), Fixtures.tone(3), coding.strip());

    Renditions made = make(film);

    assertEquals(List.of("144p", "240p"), made.video().stream().map(Rendition::name).toList());
    assertPlays(MultivariantPlaylist.video(made, List.of()), 3);
    assertPlays(MultivariantPlaylist.slides(made, List.of()), 3);
    assertPlays(MultivariantPlaylist.audio(made), 3);
  }

  @Test
  void film_ofAnHourOfOnePicture_plays() throws Exception {
    Path lecture =
        fixtures.make(
            "hour.mp4",
            "-f lavfi -i color=navy:size=320x180:rate=1:duration=3600",
            "-c:v libx264 -g 600");

    Renditions made = make(lecture);

    assertEquals(3600, made.duration().toSeconds());
    assertEquals(1, made.lite().orElseThrow().stills().size());
    assertPlays(MultivariantPlaylist.slides(made, List.of()), 3600);
  }

  @ParameterizedTest
  @CsvSource({"0.01", "1"})
  void sound_ofAnyLevel_becomesEquallyLoud(double level) throws Exception {
    Path film =
        fixtures.make(
            "a.mp4",
            Fixtures.picture("160x90", 5, 12),
            "-f lavfi -i anoisesrc=color=pink:duration=12:amplitude=" + level,
            "-c:v libx264 -c:a aac");

    make(film);

    String loudness =
        fixtures.ask(
            Path.of("amovie=out/a48.mp4,ebur128=metadata=1"),
            "-f lavfi -of csv=p=0 -show_entries frame_tags=lavfi.r128.I -i");
    double last = Double.parseDouble(loudness.lines().reduce((a, b) -> b).orElseThrow());
    assertEquals(-16, last, 2);
  }

  @Test
  void film_withClosedCaptionsAndData_plays() throws Exception {
    Files.writeString(folder.resolve("a.srt"), "1\n00:00:00,000 --> 00:00:02,000\nhello\n");
    Path film =
        fixtures.make(
            "a.mkv",
            Fixtures.picture("426x240", 25, 2),
            Fixtures.tone(2),
            "-i a.srt -map 0 -map 1 -map 2 -c:v libx264 -c:a aac -c:s srt");

    assertPlays(MultivariantPlaylist.video(make(film), List.of()), 2);
  }

  @Test
  void picture_thatWouldFillTheMemory_isRefusedUnseen() throws Exception {
    Path film =
        fixtures.make("a.avi", Fixtures.picture("16x16", 1, 1), "-pix_fmt bgr24 -c:v rawvideo");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(film)).order(ByteOrder.LITTLE_ENDIAN);
    int header = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf("strf") + 8;
    bytes.putInt(header + 4, 60_000).putInt(header + 8, 60_000);
    Files.write(film, bytes.array());

    NotMedia refused = assertThrows(NotMedia.class, () -> require(film));

    assertTrue(List.of("video-too-large", "not-a-video").contains(refused.code()), refused.code());
  }

  @Test
  void film_thatSaysItLastsForHours_isRefusedUnseen() throws Exception {
    Path film =
        fixtures.make(
            "a.mp4", "-f lavfi -i color=red:size=64x36:rate=1/3600", "-frames:v 10 -c:v libx264");

    assertEquals("video-too-long", assertThrows(NotMedia.class, () -> require(film)).code());
  }

  @ParameterizedTest
  @CsvSource({
    "'<?xml version=\"1.0\"?><MPD><Period><BaseURL>file:///etc/</BaseURL></Period></MPD>'",
    "'v=0 o=- 0 0 IN IP4 127.0.0.1 s=x c=IN IP4 127.0.0.1 m=video 5004 RTP/AVP 96'",
    "'[playlist] File1=http://127.0.0.1:9/x NumberOfEntries=1'",
    "'RTSPtextRTSP://127.0.0.1:9/x'",
    "'#!/usr/bin/env avs'",
  })
  void script_namedLikeAFilm_isRefused(String text) throws Exception {
    Path script = Files.writeString(folder.resolve("a.mp4"), text);

    assertEquals("not-a-video", assertThrows(NotMedia.class, () -> require(script)).code());
  }

  private void require(Path film) throws Exception {
    fixtures.prober().probe(film).requireVideo(MediaLimits.DEFAULT);
  }

  private Renditions make(Path film) throws Exception {
    Probe probe = fixtures.prober().probe(film);
    probe.requireVideo(MediaLimits.DEFAULT);
    return new Transcode(fixtures.encoder(), 2).first(film, probe, output, percent -> {});
  }

  /** As another player reads it: down to the last picture, and without a complaint. */
  private void assertPlays(String playlist, int seconds) throws Exception {
    Path file = Files.writeString(output.resolve("test.m3u8"), playlist);
    String length = fixtures.ask(file, "-of csv=p=0 -show_entries format=duration");
    assertEquals(seconds, Double.parseDouble(length), 1.0, playlist);
    String packets =
        fixtures.ask(file, "-of csv=p=0 -count_packets -show_entries stream=nb_read_packets");
    assertTrue(packets.lines().allMatch(count -> !count.startsWith("0")), packets);
  }
}
