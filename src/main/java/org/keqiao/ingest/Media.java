package org.keqiao.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was made from an original and can be streamed; the record's id is the SHA-256 of the
 * original. The record is written last: what it names is complete.
 *
 * @param folder where the files lie in the bucket; another attempt has another folder
 * @param durationMillis how long it plays
 * @param renditions video rungs and audio, lowest first
 * @param playlists name of the multivariant playlist of each kind: {@code video}, {@code audio}
 * @param poster name of a picture to show before play
 * @param storyboard name of the track of pictures to show while seeking
 * @param files every file that may be read, by name
 */
public record Media(
    String folder,
    long durationMillis,
    List<Rendition> renditions,
    Map<String, String> playlists,
    Optional<String> poster,
    Optional<String> storyboard,
    Map<String, File> files) {

  /**
   * One way to see or hear it.
   *
   * @param kind {@code video} or {@code audio}
   * @param height in pixels; 0 for audio
   * @param bandwidth peak, bits per second
   * @param bytes all of its segments together
   * @param playlist name of its playlist
   * @param sound name of the playlist of the sound that goes with a picture
   */
  public record Rendition(
      String kind,
      int height,
      long bandwidth,
      long bytes,
      String playlist,
      Optional<String> sound) {}

  /**
   * A file.
   *
   * @param bytes its length
   * @param type media type
   */
  public record File(long bytes, String type) {}

  /** Where a file lies in the bucket. */
  public String key(String file) {
    return folder + "/" + file;
  }
}
