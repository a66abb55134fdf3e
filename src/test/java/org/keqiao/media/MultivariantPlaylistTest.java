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
  private static final Rendition MIDDLE = sound("a48", 50_000, 49_000);

  private static final Rendition SLIDES =
      new Rendition(
          Rendition.Kind.SLIDES,
          "stills",
          "avc1.64001E",
          Optional.of(new Rendition.Picture(960, 540, 1, Optional.empty())),
          Optional.of("a32"),
          new MediaPlaylist.Load(40_000, 20_000, 1000));

  @Test
  void video_withSound_countsSoundInBandwidth() {
    Renditions renditions = renditions(LOW, HIGH, LEAN, FULL);

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
        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=7000,CODECS="avc1.64001E",RESOLUTION=426x240,URI="240p-keys.m3u8"
        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=7000,CODECS="avc1.64001E",RESOLUTION=854x480,URI="480p-keys.m3u8"
        """,
        MultivariantPlaylist.video(renditions, List.of()));
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
        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=7000,CODECS="avc1.64001E",RESOLUTION=426x240,URI="240p-keys.m3u8"
        """,
        MultivariantPlaylist.video(renditions(silent), List.of()));
  }

  @Test
  void slides_withCaptions_nameThem() {
    assertEquals(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a32",NAME="audio",DEFAULT=YES,AUTOSELECT=YES,URI="a32.m3u8"
        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="中文",LANGUAGE="zh",AUTOSELECT=YES,URI="captions/x.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=74000,AVERAGE-BANDWIDTH=53000,CODECS="avc1.64001E,mp4a.40.2",RESOLUTION=960x540,FRAME-RATE=1.000,AUDIO="a32",SUBTITLES="captions"
        stills.m3u8
        """,
        MultivariantPlaylist.slides(
            renditions(LOW, SLIDES, LEAN),
            List.of(new MultivariantPlaylist.Captions("zh", "中文", "captions/x.m3u8"))));
  }

  @Test
  void audio_forListening_isLeanestFirst_andNoMoreThanSpeechNeeds() {
    assertEquals(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-STREAM-INF:BANDWIDTH=34000,AVERAGE-BANDWIDTH=33000,CODECS="mp4a.40.2"
        a32.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=50000,AVERAGE-BANDWIDTH=49000,CODECS="mp4a.40.2"
        a48.m3u8
        """,
        MultivariantPlaylist.audio(renditions(LOW, LEAN, MIDDLE, FULL)));
  }

  private static Renditions renditions(Rendition... all) {
    return new Renditions(Duration.ofMinutes(1), List.of(all), Optional.empty());
  }

  private static Rendition picture(
      int height, int width, long peak, long average, Optional<String> audio) {
    return new Rendition(
        Rendition.Kind.VIDEO,
        height + "p",
        "avc1.64001E",
        Optional.of(new Rendition.Picture(width, height, 25, Optional.of(7_000L))),
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
