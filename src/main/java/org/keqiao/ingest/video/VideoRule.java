package org.keqiao.ingest.video;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Film;

/**
 * What the national call for premium lessons asks of a lesson's video: 16:9, H.264, 25 pictures a
 * second, 1920 by 1080, about 8 Mbit/s, AAC at 128 kbit/s, 1 GB at most, 10 to 15 minutes in
 * primary school and 15 to 20 minutes in secondary school.
 *
 * <p>Every film that can be played is made streamable, so most of this is advice. Lessons of the
 * classes {@code subject} and {@code experiment} are refused what the call does not take and
 * cutting or exporting anew must mend: upright pictures and files over 1 GB. In special education,
 * and where no class is named, all is advice; the length is asked of {@code subject} lessons only.
 */
public final class VideoRule {

  private static final double ASPECT = 16.0 / 9;
  private static final double ASPECT_TOLERANCE = 0.03;
  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final double FRAME_RATE = 25;
  private static final double FRAME_RATE_TOLERANCE = 0.05;
  private static final long MOST_BYTES = 1L << 30;

  /** "About" 8 Mbit/s: half as much more or less. */
  private static final long LEAST_BITRATE = 4_000_000;

  private static final long MOST_BITRATE = 12_000_000;

  /** A recorder that is set to 128 kbit/s stays a little below. */
  private static final long LEAST_SOUND_BITRATE = 112_000;

  private static final Duration LENGTH_TOLERANCE = Duration.ofSeconds(30);

  private VideoRule() {}

  /** How much a finding matters. */
  public enum Severity {
    /** Worth knowing; the lesson is taken all the same. */
    WARNING,
    /** The lesson is not taken like this. */
    REFUSAL
  }

  /**
   * One thing in which a film is not what is asked.
   *
   * @param code stable, a key of the message bundle, whose sentence speaks of {@code actual} as
   *     {@code {0}} and {@code expected} as {@code {1}}
   * @param actual what it is, with its unit
   * @param expected what is asked, with its unit
   */
  public record Finding(String code, Severity severity, String actual, String expected) {}

  /**
   * What is off in a film; empty when nothing is, or when the file is no film.
   *
   * @param lessonClass {@code subject}, {@code experiment} or {@code special}
   * @param stage {@code primary}, {@code junior} or {@code senior}; without it no length is asked
   */
  public static List<Finding> findings(
      Optional<String> lessonClass, Optional<String> stage, Blob blob) {
    if (blob.film().isEmpty()) {
      return List.of();
    }
    Severity hard =
        lessonClass.filter(name -> !name.equals("special")).isPresent()
            ? Severity.REFUSAL
            : Severity.WARNING;
    List<Finding> findings = new ArrayList<>();
    Film film = blob.film().get();
    addPicture(findings, film, hard);
    addSound(findings, film);
    if (blob.bytes() > MOST_BYTES) {
      findings.add(new Finding("film-too-many-bytes", hard, gigabytes(blob.bytes()), "1 GB"));
    }
    if (lessonClass.filter("subject"::equals).isPresent()) {
      blob.durationMillis().ifPresent(millis -> addLength(findings, stage, millis));
    }
    return List.copyOf(findings);
  }

  private static void addPicture(List<Finding> findings, Film film, Severity hard) {
    String size = film.width() + "×" + film.height();
    double aspect = (double) film.width() / film.height();
    if (film.width() < film.height()) {
      findings.add(new Finding("film-upright", hard, size, "16:9"));
    } else if (Math.abs(aspect / ASPECT - 1) > ASPECT_TOLERANCE) {
      findings.add(advice("film-not-wide", size, "16:9"));
    }
    if (film.width() < WIDTH && film.height() < HEIGHT) {
      findings.add(advice("film-too-small", size, WIDTH + "×" + HEIGHT));
    }
    if (!film.codec().equals("h264")) {
      findings.add(advice("film-codec", film.codec().toUpperCase(Locale.ROOT), "H.264"));
    }
    if (film.interlaced()) {
      findings.add(advice("film-interlaced", "interlaced", "progressive"));
    }
    if (Math.abs(film.frameRate() - FRAME_RATE) > FRAME_RATE_TOLERANCE) {
      findings.add(advice("film-frame-rate", number(film.frameRate()), number(FRAME_RATE)));
    }
    if (film.bitrate() < LEAST_BITRATE || film.bitrate() > MOST_BITRATE) {
      findings.add(advice("film-bitrate", number(film.bitrate() / 1e6) + " Mbps", "8 Mbps"));
    }
  }

  private static void addSound(List<Finding> findings, Film film) {
    if (film.sound().isEmpty()) {
      findings.add(advice("film-silent", "0 kbps", "AAC 128 kbps"));
      return;
    }
    Film.Sound sound = film.sound().get();
    if (!sound.codec().equals("aac")) {
      findings.add(advice("film-sound-codec", sound.codec().toUpperCase(Locale.ROOT), "AAC"));
    }
    sound
        .bitrate()
        .filter(bits -> bits < LEAST_SOUND_BITRATE)
        .ifPresent(
            bits ->
                findings.add(
                    advice("film-sound-bitrate", Math.round(bits / 1e3) + " kbps", "128 kbps")));
  }

  private static void addLength(List<Finding> findings, Optional<String> stage, long millis) {
    if (stage.isEmpty()) {
      return;
    }
    Duration least = Duration.ofMinutes(stage.get().equals("primary") ? 10 : 15);
    Duration most = least.plusMinutes(5);
    Duration length = Duration.ofMillis(millis);
    String asked = "%d–%d".formatted(least.toMinutes(), most.toMinutes());
    if (length.plus(LENGTH_TOLERANCE).compareTo(least) < 0) {
      findings.add(advice("film-too-short", clock(length), asked));
    }
    if (length.minus(LENGTH_TOLERANCE).compareTo(most) > 0) {
      findings.add(advice("film-too-long", clock(length), asked));
    }
  }

  private static Finding advice(String code, String actual, String expected) {
    return new Finding(code, Severity.WARNING, actual, expected);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GB", (double) bytes / (1L << 30));
  }

  private static String clock(Duration length) {
    return "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
  }
}
