package org.keqiao.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is published of one source.
 *
 * @param duration how long it plays
 * @param list pictures lowest first, then stills, then sound leanest first
 * @param lite stills and when they are shown, if the source has a picture
 */
public record Renditions(Duration duration, List<Rendition> list, Optional<LiteLesson> lite) {

  /** Names the renditions that show the picture. */
  public static final String VIDEO_PLAYLIST = "video.m3u8";

  /** Names the renditions that show stills. */
  public static final String SLIDES_PLAYLIST = "slides.m3u8";

  /** Names the renditions that are sound only. */
  public static final String AUDIO_PLAYLIST = "audio.m3u8";

  /** One picture that stands for the whole. */
  public static final String POSTER = "poster.webp";

  /** Small pictures of all along, in one. */
  public static final String SPRITE = "sprite.webp";

  /** Which part of the sprite shows which time. */
  public static final String STORYBOARD = "sprite.vtt";

  /** Media type of playlists. */
  public static final String HLS = "application/vnd.apple.mpegurl";

  /** What is good for listening only, leanest first. */
  private static final List<String> LISTENING = List.of(Ladder.A32.name(), Ladder.A48.name());

  /** Keeps its list from changing. */
  public Renditions {
    list = List.copyOf(list);
  }

  /** A file to publish, in the folder of the transcode. */
  public record PublishedFile(String name, String contentType) {}

  /** Moving pictures, lowest first. */
  public List<Rendition> video() {
    return of(Rendition.Kind.VIDEO);
  }

  /** Stills as a film; empty if there is none. */
  public List<Rendition> slides() {
    return of(Rendition.Kind.SLIDES);
  }

  /** Sound, leanest first; empty if the source has none. */
  public List<Rendition> audio() {
    return of(Rendition.Kind.AUDIO);
  }

  /** Sound to listen to without a picture, leanest first. */
  public List<Rendition> listening() {
    return audio().stream().filter(sound -> LISTENING.contains(sound.name())).toList();
  }

  /** Sound that goes with the stills of the lite lesson, leanest first. */
  public List<Rendition> liteSound() {
    List<String> names = List.of(Ladder.O20.name(), Ladder.A32.name());
    return audio().stream().filter(sound -> names.contains(sound.name())).toList();
  }

  /** The sound that goes with a picture; empty if the source has none. */
  public Optional<Rendition> audioOf(Rendition picture) {
    return picture
        .audioGroup()
        .flatMap(group -> audio().stream().filter(it -> it.name().equals(group)).findFirst());
  }

  /** Poster, storyboard and stills. */
  public List<PublishedFile> pictures() {
    List<PublishedFile> files = new ArrayList<>();
    files.add(new PublishedFile(POSTER, "image/webp"));
    files.add(new PublishedFile(SPRITE, "image/webp"));
    files.add(new PublishedFile(STORYBOARD, "text/vtt"));
    for (LiteLesson lesson : lite.stream().toList()) {
      lesson.stills().forEach(still -> files.add(new PublishedFile(still.file(), "image/webp")));
      files.add(new PublishedFile(LiteLesson.TIMELINE, "application/json"));
    }
    return files;
  }

  /** The files of one rendition. */
  public static List<PublishedFile> files(Rendition rendition) {
    String type = rendition.kind() == Rendition.Kind.AUDIO ? "audio/mp4" : "video/mp4";
    List<PublishedFile> files = new ArrayList<>();
    files.add(new PublishedFile(rendition.mediaFile(), type));
    files.add(new PublishedFile(rendition.playlistFile(), HLS));
    rendition.keyframesFile().ifPresent(name -> files.add(new PublishedFile(name, HLS)));
    return files;
  }

  /** All files. */
  public List<PublishedFile> files() {
    return Stream.concat(
            list.stream().flatMap(rendition -> files(rendition).stream()), pictures().stream())
        .toList();
  }

  private List<Rendition> of(Rendition.Kind kind) {
    return list.stream().filter(rendition -> rendition.kind() == kind).toList();
  }
}
