package org.keqiao.media;

import java.util.Locale;
import java.util.Optional;

/**
 * One form of a lesson that a player can choose: a media file and its playlist.
 *
 * @param kind picture or sound
 * @param name such as {@code 480p} or {@code a64}; its files are named by it
 * @param codecs exact name of its coding, as RFC 6381 writes it
 * @param picture size and rate; empty for sound
 * @param audioGroup name of the sound that goes with a picture; empty if there is none
 * @param load what it asks of a line, by itself
 */
public record Rendition(
    Kind kind,
    String name,
    String codecs,
    Optional<Picture> picture,
    Optional<String> audioGroup,
    MediaPlaylist.Load load) {

  /** What a rendition is made of. */
  public enum Kind {
    /** Moving picture without sound. */
    VIDEO,
    /** Stills without sound. */
    SLIDES,
    /** Sound without picture. */
    AUDIO;

    /** The kind in the words of the contract: {@code video}, {@code slides} or {@code audio}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that the contract calls so. */
    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Size and rate of a picture.
   *
   * @param width in pixels
   * @param height in pixels
   * @param frameRate pictures a second
   * @param keyframes what the playlist of key pictures asks of a line, bits a second, if there is
   *     one
   */
  public record Picture(int width, int height, double frameRate, Optional<Long> keyframes) {}

  static Rendition audio(Ladder.AudioRung rung, MediaPlaylist.Load load) {
    return new Rendition(
        Kind.AUDIO, rung.name(), rung.codec().mime(), Optional.empty(), Optional.empty(), load);
  }

  /** In pixels; 0 for sound. */
  public int height() {
    return picture.map(Picture::height).orElse(0);
  }

  /** In pixels; 0 for sound. */
  public int width() {
    return picture.map(Picture::width).orElse(0);
  }

  /** Peak, in bits a second. */
  public long bandwidth() {
    return load.peakBandwidth();
  }

  /** Average, in bits a second. */
  public long averageBandwidth() {
    return load.averageBandwidth();
  }

  /** Of its media file. */
  public long bytes() {
    return load.bytes();
  }

  /** Name of its playlist. */
  public String playlistFile() {
    return playlistFile(name);
  }

  /** Name of the playlist of its key pictures, if it has one. */
  public Optional<String> keyframesFile() {
    return picture.flatMap(Picture::keyframes).map(bandwidth -> keyframesFile(name));
  }

  /** Name of its media file. */
  public String mediaFile() {
    return mediaFile(name);
  }

  static String playlistFile(String name) {
    return name + ".m3u8";
  }

  static String keyframesFile(String name) {
    return name + "-keys.m3u8";
  }

  static String mediaFile(String name) {
    return name + ".mp4";
  }
}
