package org.keqiao.ingest;

import java.util.Optional;
import org.keqiao.media.Probe;

/**
 * How a film is made: what the rules of a call for lessons ask of it.
 *
 * @param codec name of the picture's coding, such as {@code h264}
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param frameRate pictures a second, on the average
 * @param bitrate of the picture, bits a second
 * @param interlaced whether each picture is two half pictures
 * @param sound its sound, if it has one
 */
public record Film(
    String codec,
    int width,
    int height,
    double frameRate,
    long bitrate,
    boolean interlaced,
    Optional<Sound> sound) {

  /**
   * The sound of a film.
   *
   * @param codec name of its coding, such as {@code aac}
   * @param bitrate bits a second, if the file tells it
   */
  public record Sound(String codec, Optional<Long> bitrate) {}

  static Film of(Probe.VideoTrack picture, Probe probe, long bytes) {
    Optional<Sound> sound =
        probe.audio().map(track -> new Sound(track.codec(), track.track().coding().bitrate()));
    return new Film(
        picture.codec(),
        picture.width(),
        picture.height(),
        picture.scan().average().perSecond(),
        picture.track().coding().bitrate().orElseGet(() -> rest(sound, probe, bytes)),
        picture.interlaced(),
        sound);
  }

  /** What the file has besides its sound; some containers do not tell the rate of a track. */
  private static long rest(Optional<Sound> sound, Probe probe, long bytes) {
    long all = bytes * 8000 / Math.max(1, probe.duration().toMillis());
    return Math.max(0, all - sound.flatMap(Sound::bitrate).orElse(0L));
  }
}
