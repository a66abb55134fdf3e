package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaPlaylistTest {

  /** Of ffmpeg 8.1.2; the last segment is one picture long and weighs much for that. */
  private static final String TEXT =
      """
      #EXTM3U
      #EXT-X-VERSION:7
      #EXT-X-TARGETDURATION:8
      #EXT-X-MEDIA-SEQUENCE:0
      #EXT-X-PLAYLIST-TYPE:VOD
      #EXT-X-INDEPENDENT-SEGMENTS
      #EXT-X-MAP:URI="240p.mp4",BYTERANGE="845@0"
      #EXTINF:8.000000,
      #EXT-X-BYTERANGE:100000@845
      240p.mp4
      #EXTINF:8.000000,
      #EXT-X-BYTERANGE:160000@100845
      240p.mp4
      #EXTINF:0.040000,
      #EXT-X-BYTERANGE:20000@260845
      240p.mp4
      #EXT-X-ENDLIST
      """;

  @Test
  void parse_byteRanges_tellsSegments() throws Exception {
    MediaPlaylist playlist = MediaPlaylist.parse(TEXT);

    assertEquals(new MediaPlaylist.Range(0, 845), playlist.header());
    assertEquals(3, playlist.segments().size());
    assertEquals(
        new MediaPlaylist.Segment(new MediaPlaylist.Range(100845, 160000), Duration.ofSeconds(8)),
        playlist.segments().get(1));
    assertEquals(Duration.ofMillis(16040), playlist.duration());
  }

  @Test
  void load_tinyLastSegment_countsWithItsNeighbourOnly() throws Exception {
    MediaPlaylist.Load load = MediaPlaylist.parse(TEXT).load();

    assertEquals(280845, load.bytes());
    assertEquals(ceil(280000 * 8 / 16.04), load.averageBandwidth());
    assertEquals(ceil(180000 * 8 / 8.04), load.peakBandwidth());
  }

  @Test
  void load_oneShortSegment_peakIsAverage() throws Exception {
    MediaPlaylist.Load load = MediaPlaylist.parse(shortOne()).load();

    assertEquals(800000, load.averageBandwidth());
    assertEquals(800000, load.peakBandwidth());
  }

  @ParameterizedTest
  @ValueSource(strings = {"#EXT-X-MAP", "#EXT-X-BYTERANGE", "#EXTINF", "#EXT-X-ENDLIST"})
  void parse_lineMissing_isRefused(String start) {
    String text =
        TEXT.lines()
            .filter(line -> !line.startsWith(start))
            .reduce("", (all, line) -> all + line + "\n");

    assertThrows(IOException.class, () -> MediaPlaylist.parse(text));
  }

  private static String shortOne() {
    return """
        #EXTM3U
        #EXT-X-TARGETDURATION:8
        #EXT-X-MAP:URI="240p.mp4",BYTERANGE="845@0"
        #EXTINF:1.000000,
        #EXT-X-BYTERANGE:100000@845
        240p.mp4
        #EXT-X-ENDLIST
        """;
  }

  private static long ceil(double value) {
    return (long) Math.ceil(value);
  }
}
