package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class StoryboardTest {

  @Test
  void vtt_twelveSegments_wrapsAfterTen() {
    Storyboard storyboard = Storyboard.of(playlist(12), 1920, 1080);
    String[] blocks = storyboard.vtt("s.webp").strip().split("\n\n", -1);

    assertEquals(13, blocks.length);
    assertEquals("00:00:00.000 --> 00:00:08.000\ns.webp#xywh=0,0,160,90", blocks[1]);
    assertEquals("00:01:28.000 --> 00:01:36.000\ns.webp#xywh=160,90,160,90", blocks[12]);
    assertTrue(storyboard.filter().endsWith("tile=10x2"));
  }

  @Test
  void of_oneSegment_isOneTile() {
    Storyboard storyboard = Storyboard.of(playlist(1), 270, 480);

    assertEquals("select='not(mod(n,1))',scale=51:90,tile=1x1", storyboard.filter());
  }

  @Test
  void of_longestLesson_staysSmall() {
    Storyboard storyboard = Storyboard.of(playlist(6 * 3600 / 8), 1920, 1080);

    assertEquals(14, storyboard.every());
    assertTrue(storyboard.filter().endsWith("tile=10x20"), storyboard.filter());
    assertTrue(storyboard.vtt("s.webp").contains("--> 06:00:00.000"));
  }

  private static MediaPlaylist playlist(int segments) {
    MediaPlaylist.Range range = new MediaPlaylist.Range(0, 1);
    Duration length = Duration.ofSeconds(8);
    return new MediaPlaylist(
        length, range, Collections.nCopies(segments, new MediaPlaylist.Segment(range, length)));
  }
}
