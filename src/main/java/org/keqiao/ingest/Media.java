package org.keqiao.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was made from an original and can be streamed; the record's id is the SHA-256 of the
 * original. The record is written last: what it names is complete.
 *
 * @param folder where the files lie in the bucket that do not name another folder
 * @param durationMillis how long it plays
 * @param renditions video rungs and audio, lowest first
 * @param playlists name of the multivariant playlist of each kind: {@code video}, {@code slides},
 *     {@code audio}
 * @param poster name of a picture to show before play
 * @param storyboard name of the track of pictures to show while seeking
 * @param files every file that may be read, by name
 * @param lite the lesson as stills with lean sound
 * @param coming names of renditions that are still to be made, such as {@code 720p}
 */
public record Media(
    String folder,
    long durationMillis,
    List<Rendition> renditions,
    Map<String, String> playlists,
    Optional<String> poster,
    Optional<String> storyboard,
    Map<String, File> files,
    Optional<Lite> lite,
    List<String> coming) {

  /** What earlier versions of the program stored has nothing to come. */
  @SuppressWarnings("ConstantValue")
  public Media {
    renditions = List.copyOf(renditions);
    playlists = Map.copyOf(playlists);
    files = Map.copyOf(files);
    coming = coming == null ? List.of() : List.copyOf(coming);
  }

  /**
   * One way to see or hear it.
   *
   * @param kind {@code video}, {@code slides} or {@code audio}
   * @param height in pixels; 0 for audio
   * @param bandwidth peak, bits per second
   * @param bytes all of its segments together
   * @param playlist name of its playlist
   * @param sound name of the playlist of the sound that goes with a picture
   * @param form what players want to know of it beforehand
   */
  public record Rendition(
      String kind,
      int height,
      long bandwidth,
      long bytes,
      String playlist,
      Optional<String> sound,
      Optional<Form> form) {

    /** By what its quality is called: the shorter side of its picture, in pixels; 0 for audio. */
    public int quality() {
      return form.map(known -> Math.min(known.width(), height)).orElse(height);
    }
  }

  /**
   * What multivariant playlists say of a rendition.
   *
   * @param name such as {@code 480p}
   * @param width in pixels; 0 for audio
   * @param codecs as RFC 6381 writes them
   * @param frameRate pictures a second; 0 for audio
   * @param averageBandwidth bits per second
   * @param keyframes peak of its playlist of key pictures, bits per second, if it has one
   */
  public record Form(
      String name,
      int width,
      String codecs,
      double frameRate,
      long averageBandwidth,
      Optional<Long> keyframes) {}

  /**
   * The lesson as stills.
   *
   * @param timeline name of the file that says which still is shown when
   * @param bytes of the stills together
   * @param sounds what can be heard with them, leanest first; empty if there is no sound
   */
  public record Lite(String timeline, long bytes, List<Sound> sounds) {}

  /**
   * Sound that goes with stills.
   *
   * @param playlist name of its playlist
   * @param codecs as RFC 6381 writes them
   * @param bytes of it
   * @param bandwidth peak, bits per second; earlier versions of the program did not store it
   */
  public record Sound(String playlist, String codecs, long bytes, Optional<Long> bandwidth) {}

  /**
   * A file.
   *
   * @param bytes its length
   * @param type media type
   * @param folder where it lies in the bucket, if not in the folder of the record
   */
  public record File(long bytes, String type, Optional<String> folder) {}

  /** The folder in the bucket where a file lies. */
  public String folderOf(String file) {
    return Optional.ofNullable(files.get(file)).flatMap(File::folder).orElse(folder);
  }

  /** Where a file lies in the bucket. */
  public String key(String file) {
    return folderOf(file) + "/" + file;
  }

  /** Every folder in the bucket that holds files of it. */
  public Set<String> folders() {
    return Stream.concat(
            Stream.of(folder), files.values().stream().flatMap(file -> file.folder().stream()))
        .collect(Collectors.toSet());
  }

  /** With one rendition more, which is still to come until then; the lowest stay first. */
  public Media with(String name, Rendition rendition, Map<String, File> more) {
    List<Rendition> all = new ArrayList<>(renditions);
    long lower =
        all.stream()
            .takeWhile(each -> each.kind().equals("video") && each.height() < rendition.height())
            .count();
    all.add((int) lower, rendition);
    Map<String, File> known = new HashMap<>(files);
    known.putAll(more);
    return new Media(
        folder, durationMillis, all, playlists, poster, storyboard, known, lite, without(name));
  }

  /** With one rendition less to come, because it cannot be made. */
  public Media lacking(String name) {
    return new Media(
        folder,
        durationMillis,
        renditions,
        playlists,
        poster,
        storyboard,
        files,
        lite,
        without(name));
  }

  private List<String> without(String name) {
    return coming.stream().filter(each -> !each.equals(name)).toList();
  }
}
