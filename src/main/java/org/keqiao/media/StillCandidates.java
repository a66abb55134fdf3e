package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures that may become stills of a lesson, made while it is transcoded: one wherever the
 * picture changed at once, and one now and then for what changes slowly, such as writing on a
 * board.
 *
 * @param width in pixels
 * @param height in pixels
 * @param every how often the picture is looked at
 */
record StillCandidates(int width, int height, Duration every) {

  private static final int SHORT_SIDE = 540;

  /** A long lesson is looked at less often, so that no source makes more files than this. */
  private static final int MOST_LOOKS = 2400;

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int AT_LEAST_ONE_IN = 15;
  private static final String CHANGED = "0.003";

  private static final String QUALITY = "60";
  private static final String LIST = "candidates.txt";
  private static final String FILES = "candidate-%05d.webp";

  private static final Pattern TIME = Pattern.compile("frame:\\d+ .*pts_time:([0-9.]+).*");
  private static final Pattern SCORE = Pattern.compile("lavfi\\.scene_score=([0-9.]+)");

  /**
   * One picture.
   *
   * @param change how much the picture changed at this moment, from 0 to 1
   */
  record Candidate(Duration at, Path file, double change) {}

  /** The candidates of a source, never larger than it. */
  static StillCandidates of(Probe.VideoTrack picture, Duration duration) {
    double scale = Math.min(1, (double) SHORT_SIDE / picture.shortSide());
    Duration needed = duration.dividedBy(MOST_LOOKS);
    return new StillCandidates(
        even(picture.width() * scale),
        even(picture.height() * scale),
        needed.compareTo(EVERY) > 0 ? needed : EVERY);
  }

  private static int even(double size) {
    return (int) Math.max(2, 2 * Math.round(size / 2));
  }

  /** What is done with the picture. */
  String filter() {
    return String.join(
        ",",
        "fps=1/%s:eof_action=pass".formatted(TranscodeCommand.seconds(every)),
        "scale=%d:%d".formatted(width, height),
        "setsar=1,format=yuv420p",
        "select='eq(n,0)+gt(scene,%s)+not(mod(n,%d))'".formatted(CHANGED, AT_LEAST_ONE_IN),
        // Drops what looks like the candidate before.
        "mpdecimate",
        "metadata=mode=print:file=" + LIST);
  }

  /** The last arguments of a run, for the stream of this name. */
  List<String> output(String stream) {
    List<String> words = new ArrayList<>(List.of("-map", stream, "-fps_mode", "passthrough"));
    words.addAll(List.of("-c:v", "libwebp", "-q:v", QUALITY, "-f", "image2", FILES));
    return words;
  }

  /** What a run has left in its folder, in order; the list beside the pictures is removed. */
  static List<Candidate> read(Path folder) throws IOException {
    Path list = folder.resolve(LIST);
    List<Candidate> candidates = new ArrayList<>();
    Duration at = Duration.ZERO;
    for (String line : Files.readAllLines(list)) {
      Matcher time = TIME.matcher(line);
      Matcher score = SCORE.matcher(line);
      if (time.matches()) {
        at = ProbeAnswer.seconds(time.group(1)).orElse(at);
      } else if (score.matches()) {
        Path file = folder.resolve(String.format(Locale.ROOT, FILES, candidates.size() + 1));
        candidates.add(new Candidate(at, file, Double.parseDouble(score.group(1))));
      }
    }
    Files.delete(list);
    return candidates;
  }
}
