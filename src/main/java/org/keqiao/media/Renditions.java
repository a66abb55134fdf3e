package org.keqiao.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is published of one source.
 *
 * @param duration how long it plays
 * @param list pictures lowest first, then sound leanest first
 */
public record Renditions(Duration duration, List<Rendition> list) {

  /** Names the renditions that show the picture. */
  public static final String VIDEO_PLAYLIST = "video.m3u8";

  /** Names the renditions that are sound only. */
  public static final String AUDIO_PLAYLIST = "audio.m3u8";

  /** One picture that stands for the whole. */
  public static final String POSTER = "poster.webp";

  /** Small pictures of all along, in one. */
  public static final String SPRITE = "sprite.webp";

  /** Which part of the sprite shows which time. */
  public static final String STORYBOARD = "sprite.vtt";

  private static final String HLS = "application/vnd.apple.mpegurl";

  /** Keeps its list from changing. */
  public Renditions {
    list = List.copyOf(list);
  }

  /** A file to publish, in the folder of the transcode. */
  public record PublishedFile(String name, String contentType) {}

  /** Pictures, lowest first. */
  public List<Rendition> video() {
    return of(Rendition.Kind.VIDEO);
  }

  /** Sound, leanest first; empty if the source has none. */
  public List<Rendition> audio() {
    return of(Rendition.Kind.AUDIO);
  }

  /** Name of the playlist for listening only; empty if the source has no sound. */
  public Optional<String> audioPlaylist() {
    return audio().isEmpty() ? Optional.empty() : Optional.of(AUDIO_PLAYLIST);
  }

  /** The sound that goes with a picture; empty if the source has none. */
  public Optional<Rendition> audioOf(Rendition picture) {
    return picture
        .audioGroup()
        .flatMap(group -> audio().stream().filter(it -> it.name().equals(group)).findFirst());
  }

  /**
   * All files, in an order in which each comes after what it names: who publishes them in this
   * order never shows a playlist of something absent.
   */
  public List<PublishedFile> files() {
    List<PublishedFile> files = new ArrayList<>();
    for (Rendition rendition : list) {
      files.add(new PublishedFile(rendition.mediaFile(), rendition.kind().code() + "/mp4"));
    }
    for (Rendition rendition : list) {
      files.add(new PublishedFile(rendition.playlistFile(), HLS));
    }
    files.add(new PublishedFile(POSTER, "image/webp"));
    files.add(new PublishedFile(SPRITE, "image/webp"));
    files.add(new PublishedFile(STORYBOARD, "text/vtt"));
    audioPlaylist().ifPresent(name -> files.add(new PublishedFile(name, HLS)));
    files.add(new PublishedFile(VIDEO_PLAYLIST, HLS));
    return files;
  }

  private List<Rendition> of(Rendition.Kind kind) {
    return list.stream().filter(rendition -> rendition.kind() == kind).toList();
  }
}
