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
   * How a track is coded, as far as its file tells.
   *
   * @param codec name of the coding, such as {@code h264}
   * @param profile such as {@code High}; empty if it is not told
   * @param level such as 41 for level 4.1; 0 if it is not told
   * @param bitrate bits a second, if it is told
   * @param reordered whether pictures are stored in another order than they are shown in
   */
  public record Coding(
      String codec, String profile, int level, Optional<Long> bitrate, boolean reordered) {}

  /**
   * A track of any kind.
   *
   * @param index its number in the file
   * @param start when it begins, counted from the start of the file
   * @param end when it ends, counted from the start of the file
   */
  public record Track(int index, Coding coding, Duration start, Duration end) {

    /** Name of its coding, such as {@code h264}. */
    public String codec() {
      return coding.codec();
    }
  }

  /**
   * How pictures are taken and stored.
   *
   * @param interlaced whether each picture is two half pictures
   * @param asShown whether they are stored upright and in square pixels
   * @param average pictures a second, on the average
   */
  public record Scan(boolean interlaced, boolean asShown, FrameRate average) {}

  /**
   * A track of pictures.
   *
   * @param width in square pixels, as shown: after rotation
   * @param height in square pixels, as shown: after rotation
   * @param frameRate a rate that holds the time of every picture; higher than the average where it
   *     varies
   * @param pixelFormat such as {@code yuv420p}
   */
  public record VideoTrack(
      Track track, int width, int height, FrameRate frameRate, String pixelFormat, Scan scan) {

    /** Name of its coding, such as {@code h264}. */
    public String codec() {
      return track.codec();
    }

    /** Whether each picture is two half pictures. */
    public boolean interlaced() {
      return scan.interlaced();
    }

    /** The shorter of width and height, by which qualities are called. */
    public int shortSide() {
      return Math.min(width, height);
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
