package org.keqiao.media;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What ffprobe said of a file, in its own words. */
final class ProbeAnswer {

  private static final Pattern CLOCK = Pattern.compile("(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)");
  private static final Set<String> FIELD_ORDERS = Set.of("tt", "bb", "tb", "bt");

  /** Pixels are never more than this much wider than high, or the other way round. */
  private static final double MOST_STRETCH = 4;

  private final JsonNode format;
  private final Optional<JsonNode> video;
  private final Optional<JsonNode> audio;

  ProbeAnswer(JsonNode answer) {
    format = answer.path("format");
    video = streams(answer, "video").filter(ProbeAnswer::isPicture).findFirst();
    audio =
        streams(answer, "audio").filter(stream -> number(stream, "sample_rate") > 0).findFirst();
  }

  /** Whether it says how long the file and each track play; some recorders do not. */
  boolean tellsAllEnds() {
    return duration(format).isPresent() && tracks().stream().allMatch(t -> end(t).isPresent());
  }

  /**
   * The answer in our words.
   *
   * @param measured when tracks end, by index, for those whose end it does not tell
   * @throws NotMedia if there is nothing to see or hear
   */
  Probe probe(Map<Integer, Duration> measured) throws NotMedia {
    Optional<Duration> longest =
        tracks().stream().map(track -> end(track, measured)).max(Comparator.naturalOrder());
    if (longest.filter(Duration::isPositive).isEmpty()) {
      throw new NotMedia(NotMedia.Reason.NOT_A_VIDEO, "nothing to see or hear");
    }
    return new Probe(
        format.path("format_name").asText(),
        duration(format).orElse(longest.get()),
        video.filter(it -> hasContent(it, measured)).map(it -> videoTrack(it, measured)),
        audio.filter(it -> hasContent(it, measured)).map(it -> audioTrack(it, measured)));
  }

  private List<JsonNode> tracks() {
    List<JsonNode> tracks = new ArrayList<>();
    video.ifPresent(tracks::add);
    audio.ifPresent(tracks::add);
    return tracks;
  }

  private Probe.VideoTrack videoTrack(JsonNode stream, Map<Integer, Duration> measured) {
    int width = (int) Math.max(1, Math.round(number(stream, "width") * stretch(stream)));
    int height = (int) number(stream, "height");
    boolean lying = isLying(stream);
    FrameRate rate = FrameRate.parse(stream.path("r_frame_rate").asText()).orElse(FrameRate.of(25));
    return new Probe.VideoTrack(
        track(stream, measured),
        lying ? height : width,
        lying ? width : height,
        rate,
        stream.path("pix_fmt").asText(),
        new Probe.Scan(
            FIELD_ORDERS.contains(stream.path("field_order").asText()),
            !isTurned(stream) && width == number(stream, "width"),
            FrameRate.parse(stream.path("avg_frame_rate").asText()).orElse(rate)));
  }

  private Probe.AudioTrack audioTrack(JsonNode stream, Map<Integer, Duration> measured) {
    return new Probe.AudioTrack(
        track(stream, measured),
        (int) number(stream, "channels"),
        (int) number(stream, "sample_rate"));
  }

  private Probe.Track track(JsonNode stream, Map<Integer, Duration> measured) {
    Probe.Coding coding =
        new Probe.Coding(
            stream.path("codec_name").asText(),
            stream.path("profile").asText(),
            stream.path("level").asInt(),
            Optional.of(number(stream, "bit_rate")).filter(bits -> bits > 0),
            number(stream, "has_b_frames") > 0);
    Duration start = start(stream).minus(start(format));
    return new Probe.Track(stream.path("index").asInt(), coding, start, end(stream, measured));
  }

  /** Some recorders declare a track and then write nothing into it. */
  private boolean hasContent(JsonNode stream, Map<Integer, Duration> measured) {
    return end(stream, measured).isPositive();
  }

  private Duration end(JsonNode stream, Map<Integer, Duration> measured) {
    Duration seen = measured.getOrDefault(stream.path("index").asInt(), Duration.ZERO);
    return end(stream).orElse(seen.minus(start(format)));
  }

  private Optional<Duration> end(JsonNode stream) {
    return duration(stream)
        .map(length -> length.plus(start(stream)).minus(start(format)))
        .or(() -> clock(stream.path("tags").path("DURATION").asText()));
  }

  private static Stream<JsonNode> streams(JsonNode answer, String type) {
    return values(answer.path("streams"))
        .filter(stream -> stream.path("codec_type").asText().equals(type))
        .filter(stream -> stream.hasNonNull("codec_name"));
  }

  private static Stream<JsonNode> values(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static boolean isPicture(JsonNode stream) {
    return stream.path("disposition").path("attached_pic").asInt() == 0
        && number(stream, "width") > 0
        && number(stream, "height") > 0;
  }

  private static boolean isLying(JsonNode stream) {
    return rotations(stream).anyMatch(degrees -> Math.abs(degrees) % 180 == 90);
  }

  private static boolean isTurned(JsonNode stream) {
    return rotations(stream).anyMatch(degrees -> degrees % 360 != 0);
  }

  private static IntStream rotations(JsonNode stream) {
    return values(stream.path("side_data_list")).mapToInt(side -> side.path("rotation").asInt());
  }

  /** Width of a pixel over its height. */
  private static double stretch(JsonNode stream) {
    String[] parts = stream.path("sample_aspect_ratio").asText().split(":", -1);
    Optional<FrameRate> ratio =
        parts.length == 2 ? FrameRate.parse(parts[0] + "/" + parts[1]) : Optional.empty();
    return ratio
        .map(FrameRate::perSecond)
        .filter(value -> value >= 1 / MOST_STRETCH && value <= MOST_STRETCH)
        .orElse(1.0);
  }

  private static long number(JsonNode node, String field) {
    return node.path(field).asLong();
  }

  private static Optional<Duration> duration(JsonNode node) {
    return seconds(node.path("duration").asText()).filter(Duration::isPositive);
  }

  private static Duration start(JsonNode node) {
    return seconds(node.path("start_time").asText()).orElse(Duration.ZERO);
  }

  private static Optional<Duration> clock(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      return Optional.empty();
    }
    return seconds(clock.group(3))
        .map(rest -> rest.plusHours(Long.parseLong(clock.group(1))))
        .map(rest -> rest.plusMinutes(Long.parseLong(clock.group(2))));
  }

  /** Reads {@code 12.345678}; empty if it is no number, such as {@code N/A}. */
  static Optional<Duration> seconds(String text) {
    try {
      return Optional.of(Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
