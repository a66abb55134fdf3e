package org.keqiao.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which renditions are made of a source; never one above it. Segments of all of them begin at the
 * same times, at closed key pictures, so that a player can switch anywhere.
 *
 * @param video pictures, lowest first
 * @param audio sound, leanest first; empty if the source has none
 */
record Ladder(List<VideoRung> video, List<AudioRung> audio) {

  /** How long a segment is, in every rendition. */
  static final Duration SEGMENT = Duration.ofSeconds(8);

  /**
   * Key pictures further apart save more than any other setting; nearer ones make seeking finer.
   */
  private static final Duration LONG_GOP = SEGMENT;

  private static final Duration SHORT_GOP = Duration.ofSeconds(4);

  private static final FrameRate SLOWEST = FrameRate.of(5);
  private static final FrameRate FASTEST = FrameRate.of(25);

  /** A rung that is hardly larger than the one below would only cost. */
  private static final double LEAST_STEP = 1.2;

  /** Goes with stills. Speech stays clear, and 15 minutes are 2.5 MB. */
  static final AudioRung O20 = new AudioRung("o20", 20, true, AudioRung.Codec.OPUS);

  /**
   * Goes with the leanest pictures, and with stills where Opus does not play. All pictures that a
   * bad line carries have the same sound, because a player that changes it begins again to fetch
   * it.
   */
  static final AudioRung A32 = new AudioRung("a32", 32, true, AudioRung.Codec.AAC);

  /** For listening only: more than speech asks for would be wasted on the line. */
  static final AudioRung A48 = new AudioRung("a48", 48, true, AudioRung.Codec.AAC);

  /** Goes with pictures from 720p on, where music in two channels has its place. */
  static final AudioRung A64 = new AudioRung("a64", 64, false, AudioRung.Codec.AAC);

  /** Up to here renditions are made together, and published before the others. */
  private static final int FIRST_SHORT_SIDE = 480;

  private static final List<Step> STEPS =
      List.of(
          new Step(144, 27, 130, LONG_GOP, A32),
          new Step(240, 24, 250, LONG_GOP, A32),
          new Step(480, 24, 900, LONG_GOP, A32),
          new Step(720, 24, 2000, SHORT_GOP, A64),
          new Step(1080, 24, 4500, SHORT_GOP, A64));

  /** Keeps its lists from changing. */
  Ladder {
    video = List.copyOf(video);
    audio = List.copyOf(audio);
  }

  /**
   * What is tried for at a size.
   *
   * @param shortSide of the picture, in pixels
   * @param crf constant quality, lower is better
   * @param peakKilobits most kbit/s, averaged over two seconds
   * @param gop how far key pictures are apart
   * @param audio which sound goes with it
   */
  record Step(int shortSide, int crf, int peakKilobits, Duration gop, AudioRung audio) {}

  /**
   * One rendition of the picture.
   *
   * @param width even
   * @param height even
   */
  record VideoRung(Step step, int width, int height, FrameRate frameRate) {

    /** What learners call it, such as {@code 480p}, upright pictures too. */
    String name() {
      return Math.min(width, height) + "p";
    }
  }

  /**
   * One rendition of the sound.
   *
   * @param kilobits kbit/s
   * @param mono whether all channels become one; otherwise two, or one if the source has one
   */
  record AudioRung(String name, int kilobits, boolean mono, Codec codec) {

    /** How sound is coded. */
    enum Codec {
      /** What every player plays. */
      AAC("mp4a.40.2", "aac"),
      /** Half the bits for speech, in players of the last years. */
      OPUS("opus", "libopus");

      private final String mime;
      private final String encoder;

      Codec(String mime, String encoder) {
        this.mime = mime;
        this.encoder = encoder;
      }

      /** Its exact name, as RFC 6381 writes it. */
      String mime() {
        return mime;
      }

      /** What ffmpeg calls what makes it. */
      String encoder() {
        return encoder;
      }
    }
  }

  /**
   * The rungs for a source: every step up to the shorter side of its picture, and its own size if
   * that lies well between two steps.
   */
  static Ladder of(Probe source) {
    List<VideoRung> video =
        source.video().stream().flatMap(picture -> rungs(picture).stream()).toList();
    List<AudioRung> audio =
        source.audio().map(sound -> List.of(O20, A32, A48, A64)).orElse(List.of());
    return new Ladder(video, audio);
  }

  private static List<VideoRung> rungs(Probe.VideoTrack picture) {
    int own = even(picture.shortSide());
    List<VideoRung> rungs = new ArrayList<>();
    int last = 0;
    for (Step step : STEPS) {
      int shortSide = Math.min(step.shortSide(), own);
      if (rungs.isEmpty() || shortSide >= last * LEAST_STEP) {
        rungs.add(rung(step, shortSide, picture));
        last = shortSide;
      }
    }
    return rungs;
  }

  private static VideoRung rung(Step step, int shortSide, Probe.VideoTrack picture) {
    double scale = (double) shortSide / picture.shortSide();
    return new VideoRung(
        step,
        scaled(picture.width(), scale),
        scaled(picture.height(), scale),
        picture.frameRate().between(SLOWEST, FASTEST));
  }

  private static int scaled(int size, double scale) {
    return (int) Math.max(2, 2 * Math.round(size * scale / 2));
  }

  /** The encoder takes even numbers only. */
  private static int even(int size) {
    return Math.max(2, size - size % 2);
  }

  /** What is made together and first: all sound, and pictures up to 480p. */
  Ladder first() {
    return new Ladder(video.stream().filter(rung -> !isLater(rung)).toList(), audio);
  }

  /** What is made afterwards, one by one. */
  List<VideoRung> later() {
    return video.stream().filter(Ladder::isLater).toList();
  }

  private static boolean isLater(VideoRung rung) {
    return rung.step().shortSide() > FIRST_SHORT_SIDE;
  }
}
