package org.keqiao.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which renditions one transcode makes of a source; never one above it.
 *
 * @param gop how long a segment is, and how far key pictures are apart in every rendition
 * @param video pictures, lowest first
 * @param audio sound, leanest first; empty if the source has none
 */
record Ladder(Duration gop, List<VideoRung> video, List<AudioRung> audio) {

  /** Twice as long as usual: for slides, that saves more than any other setting. */
  private static final Duration GOP = Duration.ofSeconds(8);

  private static final FrameRate SLOWEST = FrameRate.of(5);
  private static final FrameRate FASTEST = FrameRate.of(25);

  private static final AudioRung A32 = new AudioRung("a32", 32, true);
  private static final AudioRung A64 = new AudioRung("a64", 64, false);

  /** Lowest first. A higher rung is one line more. */
  private static final List<Step> STEPS =
      List.of(
          new Step(240, 24, 250, A32.name()), //
          new Step(480, 24, 900, A64.name()));

  /** Keeps its lists from changing. */
  Ladder {
    video = List.copyOf(video);
    audio = List.copyOf(audio);
  }

  /**
   * What is tried for at a height.
   *
   * @param crf constant quality, lower is better
   * @param peakKilobits most kbit/s, averaged over two seconds
   * @param audio which sound goes with it
   */
  private record Step(int height, int crf, int peakKilobits, String audio) {}

  /**
   * One rendition of the picture.
   *
   * @param width even
   * @param height even
   * @param crf constant quality, lower is better
   * @param peakKilobits most kbit/s, averaged over two seconds
   * @param audio name of the sound that goes with it
   */
  record VideoRung(
      int width, int height, FrameRate frameRate, int crf, int peakKilobits, String audio) {

    /** What learners call it, such as {@code 480p}. */
    String name() {
      return height + "p";
    }
  }

  /**
   * One rendition of the sound.
   *
   * @param kilobits kbit/s
   * @param mono whether all channels become one; otherwise two, or one if the source has one
   */
  record AudioRung(String name, int kilobits, boolean mono) {}

  /**
   * The rungs for a source: every step up to its height, and its own height if that lies between
   * two steps.
   */
  static Ladder of(Probe source) {
    List<VideoRung> video =
        source.video().stream().flatMap(picture -> rungs(picture).stream()).toList();
    List<AudioRung> audio = source.audio().map(sound -> List.of(A32, A64)).orElse(List.of());
    return new Ladder(GOP, video, audio);
  }

  private static List<VideoRung> rungs(Probe.VideoTrack picture) {
    int ownHeight = even(picture.height());
    List<VideoRung> rungs = new ArrayList<>();
    for (Step step : STEPS) {
      int height = Math.min(step.height(), ownHeight);
      if (rungs.isEmpty() || rungs.getLast().height() < height) {
        rungs.add(rung(step, height, picture));
      }
    }
    return rungs;
  }

  private static VideoRung rung(Step step, int height, Probe.VideoTrack picture) {
    double scale = (double) height / picture.height();
    return new VideoRung(
        (int) Math.max(2, 2 * Math.round(picture.width() * scale / 2)),
        height,
        picture.frameRate().between(SLOWEST, FASTEST),
        step.crf(),
        step.peakKilobits(),
        step.audio());
  }

  /** The encoder takes even numbers only. */
  private static int even(int size) {
    return Math.max(2, size - size % 2);
  }

  /** Names of all renditions, which are the names of their files. */
  List<String> names() {
    return Stream.concat(video.stream().map(VideoRung::name), audio.stream().map(AudioRung::name))
        .toList();
  }
}
