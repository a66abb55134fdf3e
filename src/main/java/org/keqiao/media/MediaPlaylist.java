package org.keqiao.media;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The playlist of one rendition whose segments are ranges of one file.
 *
 * @param target the longest segment, rounded to seconds
 * @param header where the part is that a player needs before any segment
 * @param segments in playing order
 */
public record MediaPlaylist(Duration target, Range header, List<Segment> segments) {

  private static final Pattern MAP = Pattern.compile("#EXT-X-MAP:.*BYTERANGE=\"(\\d+)@(\\d+)\".*");
  private static final Pattern RANGE = Pattern.compile("#EXT-X-BYTERANGE:(\\d+)@(\\d+)");
  private static final Pattern TARGET = Pattern.compile("#EXT-X-TARGETDURATION:(\\d+)");
  private static final Pattern LENGTH = Pattern.compile("#EXTINF:(\\d+(?:\\.\\d+)?),.*");

  /** Keeps its list from changing. */
  public MediaPlaylist {
    segments = List.copyOf(segments);
  }

  /**
   * Some bytes of the file.
   *
   * @param offset of the first one
   * @param length how many
   */
  public record Range(long offset, long length) {}

  /** Bytes that play for a while. */
  public record Segment(Range range, Duration duration) {}

  /**
   * What the rendition asks of a line.
   *
   * @param peakBandwidth bits a second, of the busiest stretch of about one segment
   * @param averageBandwidth bits a second, of the whole
   * @param bytes of the file
   */
  public record Load(long peakBandwidth, long averageBandwidth, long bytes) {}

  /**
   * Reads a playlist as ffmpeg writes it.
   *
   * @throws IOException if it is cut off, has no segment, or its segments are not ranges
   */
  public static MediaPlaylist parse(String text) throws IOException {
    Optional<Duration> target = Optional.empty();
    Optional<Range> header = Optional.empty();
    Optional<Duration> length = Optional.empty();
    List<Segment> segments = new ArrayList<>();
    for (String line : text.lines().toList()) {
      target = target.or(() -> match(TARGET, line).flatMap(m -> seconds(m.group(1))));
      header = header.or(() -> match(MAP, line).map(MediaPlaylist::range));
      Optional<Duration> told = match(LENGTH, line).flatMap(m -> seconds(m.group(1)));
      length = told.isPresent() ? told : length;
      Optional<Range> range = match(RANGE, line).map(MediaPlaylist::range);
      if (range.isPresent() && length.isPresent()) {
        segments.add(new Segment(range.get(), length.get()));
        length = Optional.empty();
      }
    }
    if (target.isEmpty() || header.isEmpty() || segments.isEmpty()) {
      throw new IOException("Not a playlist of byte ranges");
    }
    if (!text.stripTrailing().endsWith("#EXT-X-ENDLIST")) {
      throw new IOException("The playlist is cut off");
    }
    return new MediaPlaylist(target.get(), header.get(), segments);
  }

  /** How long it plays. */
  public Duration duration() {
    return segments.stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** What it asks of a line, the header not counted in bandwidths. */
  public Load load() {
    long segmentBytes = segments.stream().mapToLong(segment -> segment.range().length()).sum();
    long average = bitsPerSecond(segmentBytes, duration());
    return new Load(Math.max(peak(), average), average, header.length() + segmentBytes);
  }

  /**
   * As RFC 8216 defines it: the largest bit rate of neighbouring segments that together last
   * between half and one and a half of the target. A last segment of a few pictures does not count
   * alone, although its rate is high; 0 if the whole is shorter than that.
   */
  private long peak() {
    Duration shortest = target.dividedBy(2);
    Duration longest = target.plus(shortest);
    long peak = 0;
    for (int first = 0; first < segments.size(); first++) {
      long bytes = 0;
      Duration time = Duration.ZERO;
      for (int next = first; next < segments.size() && time.compareTo(longest) <= 0; next++) {
        bytes += segments.get(next).range().length();
        time = time.plus(segments.get(next).duration());
        if (time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0) {
          peak = Math.max(peak, bitsPerSecond(bytes, time));
        }
      }
    }
    return peak;
  }

  private static long bitsPerSecond(long bytes, Duration time) {
    return Math.ceilDiv(bytes * 8_000_000, Math.max(1, time.toNanos() / 1000));
  }

  private static Optional<Matcher> match(Pattern pattern, String line) {
    return Optional.of(pattern.matcher(line)).filter(Matcher::matches);
  }

  private static Range range(Matcher matcher) {
    return new Range(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(1)));
  }

  private static Optional<Duration> seconds(String text) {
    return ProbeAnswer.seconds(text);
  }
}
