package org.keqiao.live.broadcast;

import java.util.List;
import java.util.Locale;
import org.keqiao.live.fragment.Segment;
import org.keqiao.live.fragment.Window;

/** The playlist of the last seconds of a rung (RFC 8216): of one-second segments of MP4. */
final class LivePlaylist {

  private LivePlaylist() {}

  /** Name of the head of a take. */
  static String head(long take) {
    return "head-" + take + ".mp4";
  }

  private static String segment(Segment segment) {
    return "%d-%d.m4s".formatted(segment.take(), segment.number());
  }

  static String of(Window window) {
    List<Segment> segments = window.segments();
    long longest =
        segments.stream()
            .mapToLong(each -> (each.duration().toMillis() + 999) / 1000)
            .max()
            .orElse(1);
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
    text.append("#EXT-X-TARGETDURATION:").append(longest).append('\n');
    text.append("#EXT-X-MEDIA-SEQUENCE:").append(window.dropped()).append('\n');
    text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    long take = -1;
    for (Segment segment : segments) {
      if (segment.take() != take) {
        text.append(take < 0 ? "" : "#EXT-X-DISCONTINUITY\n");
        take = segment.take();
        text.append("#EXT-X-MAP:URI=\"").append(head(take)).append("\"\n");
      }
      text.append(
          String.format(Locale.ROOT, "#EXTINF:%.3f,%n", segment.duration().toMillis() / 1000.0));
      text.append(segment(segment)).append('\n');
    }
    return text.toString();
  }
}
