package org.keqiao.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What a file of media holds.
 *
 * @param container format names of the file, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param duration how long it plays
 * @param video its picture, if it has one; a cover is none
 * @param audio its first sound track, if it has one
 */
public record Probe(
    String container, Duration duration, Optional<VideoTrack> video, Optional<AudioTrack> audio) {

  /**
   * A track of any kind.
   *
   * @param index its number in the file
   * @param codec name of its coding, such as {@code h264}
   * @param end when it ends, counted from the start of the file
   */
  public record Track(int index, String codec, Duration end) {}

  /**
   * A track of pictures.
   *
   * @param width in square pixels, as shown: after rotation
   * @param height in square pixels, as shown: after rotation
   * @param frameRate a rate that holds the time of every picture; higher than the average where it
   *     varies
   * @param pixelFormat such as {@code yuv420p}
   * @param interlaced whether each picture is two half pictures
   */
  public record VideoTrack(
      Track track,
      int width,
      int height,
      FrameRate frameRate,
      String pixelFormat,
      boolean interlaced) {

    /** Name of its coding, such as {@code h264}. */
    public String codec() {
      return track.codec();
    }
  }

  /**
   * A track of sound.
   *
   * @param channels 1 for mono, 2 for stereo, 6 for 5.1
   * @param sampleRate samples a second
   */
  public record AudioTrack(Track track, int channels, int sampleRate) {

    /** Name of its coding, such as {@code aac}. */
    public String codec() {
      return track.codec();
    }
  }

  /**
   * The picture of a file that can become a lesson's video.
   *
   * @throws NotMedia if it has none, or more of it than {@code limits} allow
   */
  public VideoTrack requireVideo(MediaLimits limits) throws NotMedia {
    if (video.isEmpty()) {
      throw new NotMedia(NotMedia.Reason.VIDEO_WITHOUT_PICTURE, container);
    }
    if (duration.compareTo(limits.duration()) > 0) {
      throw new NotMedia(NotMedia.Reason.VIDEO_TOO_LONG, duration.toString());
    }
    VideoTrack track = video.get();
    if ((long) track.width() * track.height() > limits.pixels()) {
      throw new NotMedia(NotMedia.Reason.VIDEO_TOO_LARGE, track.width() + " by " + track.height());
    }
    return track;
  }
}
