package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultivariantPlaylistTest {

  private static final Rendition LOW = picture(240, 426, 90_000, 40_000, Optional.of("a32"));
  private static final Rendition HIGH = picture(480, 854, 500_000, 150_000, Optional.of("a64"));
  private static final Rendition LEAN = sound("a32", 34_000, 33_000);
  private static final Rendition FULL = sound("a64", 68_000, 66_000);

  @Test
  void video_withSound_countsSoundInBandwidth() {
    Renditions renditions = new Renditions(Duration.ofMinutes(1), List.of(LOW, HIGH, LEAN, FULL));

    assertEquals(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a32",NAME="audio",DEFAULT=YES,AUTOSELECT=YES,URI="a32.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a64",NAME="audio",DEFAULT=YES,AUTOSELECT=YES,URI="a64.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=124000,AVERAGE-BANDWIDTH=73000,CODECS="avc1.64001E,mp4a.40.2",RESOLUTION=426x240,FRAME-RATE=25.000,AUDIO="a32"
        240p.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=568000,AVERAGE-BANDWIDTH=216000,CODECS="avc1.64001E,mp4a.40.2",RESOLUTION=854x480,FRAME-RATE=25.000,AUDIO="a64"
        480p.m3u8
        """,
        MultivariantPlaylist.video(renditions));
  }

  @Test
  void video_silent_namesNoSound() {
    Rendition silent = picture(240, 426, 90_000, 40_000, Optional.empty());

    assertEquals(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-STREAM-INF:BANDWIDTH=90000,AVERAGE-BANDWIDTH=40000,CODECS="avc1.64001E",RESOLUTION=426x240,FRAME-RATE=25.000
        240p.m3u8
        """,
        MultivariantPlaylist.video(new Renditions(Duration.ofMinutes(1), List.of(silent))));
  }

  @Test
  void audio_twoRates_leanestFirst() {
    assertEquals(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-STREAM-INF:BANDWIDTH=34000,AVERAGE-BANDWIDTH=33000,CODECS="mp4a.40.2"
        a32.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=68000,AVERAGE-BANDWIDTH=66000,CODECS="mp4a.40.2"
        a64.m3u8
        """,
        MultivariantPlaylist.audio(
            new Renditions(Duration.ofMinutes(1), List.of(LOW, LEAN, FULL))));
  }

  @Test
  void files_withSound_comeAfterWhatTheyName() {
    List<String> names =
        new Renditions(Duration.ofMinutes(1), List.of(LOW, LEAN))
            .files().stream().map(Renditions.PublishedFile::name).toList();

    assertEquals(
        List.of(
            "240p.mp4",
            "a32.mp4",
            "240p.m3u8",
            "a32.m3u8",
            "poster.webp",
            "sprite.webp",
            "sprite.vtt",
            "audio.m3u8",
            "video.m3u8"),
        names);
  }

  private static Rendition picture(
      int height, int width, long peak, long average, Optional<String> audio) {
    return new Rendition(
        Rendition.Kind.VIDEO,
        height + "p",
        "avc1.64001E",
        Optional.of(new Rendition.Picture(width, height, 25)),
        audio,
        new MediaPlaylist.Load(peak, average, 1000));
  }

  private static Rendition sound(String name, long peak, long average) {
    return new Rendition(
        Rendition.Kind.AUDIO,
        name,
        "mp4a.40.2",
        Optional.empty(),
        Optional.empty(),
        new MediaPlaylist.Load(peak, average, 1000));
  }
}
