package org.keqiao.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Small pictures of all along a lesson, in one file, for the learner who looks for a place.
 *
 * @param starts when each picture begins to stand for the lesson, and at last when it ends
 * @param every of how many key pictures one is taken
 * @param tileWidth of one picture, in pixels
 */
record Storyboard(List<Duration> starts, int every, int tileWidth) {

  private static final int TILE_HEIGHT = 90;
  private static final int WIDEST_TILE = 320;
  private static final int COLUMNS = 10;

  /** A longer lesson has pictures further apart, so that the file stays small on a slow line. */
  private static final int MOST_TILES = 200;

  /** Keeps its list from changing. */
  Storyboard {
    starts = List.copyOf(starts);
  }

  /**
   * The storyboard of a rendition: one picture a segment, as each starts with a key picture.
   *
   * @param width of the rendition
   * @param height of the rendition
   */
  static Storyboard of(MediaPlaylist playlist, int width, int height) {
    List<MediaPlaylist.Segment> segments = playlist.segments();
    int every = Math.ceilDiv(segments.size(), MOST_TILES);
    List<Duration> starts = new ArrayList<>();
    Duration time = Duration.ZERO;
    for (int i = 0; i < segments.size(); i++) {
      if (i % every == 0) {
        starts.add(time);
      }
      time = time.plus(segments.get(i).duration());
    }
    starts.add(time);
    int tileWidth = Math.clamp(Math.round((float) TILE_HEIGHT * width / height), 2, WIDEST_TILE);
    return new Storyboard(starts, every, tileWidth);
  }

  private int tiles() {
    return starts.size() - 1;
  }

  private int columns() {
    return Math.min(COLUMNS, tiles());
  }

  /** What ffmpeg does with key pictures to make the file. */
  String filter() {
    return "select='not(mod(n,%d))',scale=%d:%d,tile=%dx%d"
        .formatted(every, tileWidth, TILE_HEIGHT, columns(), Math.ceilDiv(tiles(), columns()));
  }

  /** The WebVTT file that says which part of {@code sprite} shows which time. */
  String vtt(String sprite) {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (int i = 0; i < tiles(); i++) {
      int x = i % columns() * tileWidth;
      int y = i / columns() * TILE_HEIGHT;
      text.append(
          "\n%s --> %s\n".formatted(WebVtt.clock(starts.get(i)), WebVtt.clock(starts.get(i + 1))));
      text.append("%s#xywh=%d,%d,%d,%d\n".formatted(sprite, x, y, tileWidth, TILE_HEIGHT));
    }
    return text.toString();
  }
}
