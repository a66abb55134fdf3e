package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The playlists that name the renditions. Not left to ffmpeg, which forgets the sound when it says
 * what a line must carry. Sound alone has a playlist of its own, because players drop variants
 * without picture where there are some with.
 */
public final class MultivariantPlaylist {

  private static final List<String> HEAD =
      List.of("#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS");

  private MultivariantPlaylist() {}

  /** Writes {@code video.m3u8} and, if there is sound, {@code audio.m3u8} into {@code folder}. */
  static void write(Renditions renditions, Path folder) throws IOException {
    Files.writeString(folder.resolve(Renditions.VIDEO_PLAYLIST), video(renditions));
    Optional<String> audio = renditions.audioPlaylist();
    if (audio.isPresent()) {
      Files.writeString(folder.resolve(audio.get()), audio(renditions));
    }
  }

  /** Picture with the sound that goes with it, lowest first: players start with the first. */
  public static String video(Renditions renditions) {
    List<String> lines = new ArrayList<>(HEAD);
    for (Rendition sound : renditions.audio()) {
      lines.add(
          "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"%s\",NAME=\"audio\",DEFAULT=YES,AUTOSELECT=YES,URI=\"%s\""
              .formatted(sound.name(), sound.playlistFile()));
    }
    for (Rendition picture : renditions.video()) {
      lines.add("#EXT-X-STREAM-INF:" + attributes(picture, renditions.audioOf(picture)));
      lines.add(picture.playlistFile());
    }
    return text(lines);
  }

  /** Sound only, leanest first. */
  public static String audio(Renditions renditions) {
    List<String> lines = new ArrayList<>(HEAD);
    for (Rendition sound : renditions.audio()) {
      lines.add("#EXT-X-STREAM-INF:" + attributes(sound, Optional.empty()));
      lines.add(sound.playlistFile());
    }
    return text(lines);
  }

  private static String attributes(Rendition main, Optional<Rendition> sound) {
    List<String> attributes = new ArrayList<>();
    attributes.add("BANDWIDTH=" + (main.bandwidth() + sound.map(Rendition::bandwidth).orElse(0L)));
    attributes.add(
        "AVERAGE-BANDWIDTH="
            + (main.averageBandwidth() + sound.map(Rendition::averageBandwidth).orElse(0L)));
    attributes.add(
        "CODECS=\"%s\"".formatted(main.codecs() + sound.map(s -> "," + s.codecs()).orElse("")));
    main.picture().ifPresent(picture -> addPicture(attributes, picture));
    sound.ifPresent(s -> attributes.add("AUDIO=\"%s\"".formatted(s.name())));
    return String.join(",", attributes);
  }

  private static void addPicture(List<String> attributes, Rendition.Picture picture) {
    attributes.add("RESOLUTION=%dx%d".formatted(picture.width(), picture.height()));
    attributes.add(String.format(Locale.ROOT, "FRAME-RATE=%.3f", picture.frameRate()));
  }

  private static String text(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
