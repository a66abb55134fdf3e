package org.keqiao.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The playlists that name the renditions. Not left to ffmpeg, which forgets the sound when it says
 * what a line must carry. Stills and sound alone have playlists of their own, because players drop
 * variants without picture where there are some with, and would take stills for one quality more.
 */
public final class MultivariantPlaylist {

  /**
   * No {@code EXT-X-START}: a film that has ended starts at its beginning anyway, and players built
   * on ffmpeg take a multivariant playlist with that line for a media playlist and play nothing.
   */
  private static final List<String> HEAD =
      List.of("#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS");

  private static final String SUBTITLES = "captions";

  private MultivariantPlaylist() {}

  /**
   * Captions that a playlist names.
   *
   * @param language BCP 47 tag
   * @param name what to show in a menu
   * @param playlist address of their playlist
   */
  public record Captions(String language, String name, String playlist) {}

  /**
   * Moving picture with the sound that goes with it, lowest first: players start with the first.
   */
  public static String video(Renditions renditions, List<Captions> captions) {
    return pictures(renditions, renditions.video(), captions);
  }

  /** Stills with the sound that goes with them. */
  public static String slides(Renditions renditions, List<Captions> captions) {
    return pictures(renditions, renditions.slides(), captions);
  }

  /** Sound only, leanest first. */
  public static String audio(Renditions renditions) {
    List<String> lines = new ArrayList<>(HEAD);
    for (Rendition sound : renditions.listening()) {
      lines.add("#EXT-X-STREAM-INF:" + attributes(sound, Optional.empty()));
      lines.add(sound.playlistFile());
    }
    return text(lines);
  }

  /** One rendition of sound only, for players that want to know its coding beforehand. */
  public static String sound(String playlist, String codecs, MediaPlaylist.Load load) {
    List<String> lines = new ArrayList<>(HEAD);
    lines.add(
        "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s\""
            .formatted(load.peakBandwidth(), load.averageBandwidth(), codecs));
    lines.add(playlist);
    return text(lines);
  }

  /** The playlist of captions that are one file. */
  public static String captions(String file, double seconds) {
    String length = String.format(Locale.ROOT, "%.3f", seconds);
    return text(
        List.of(
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            "#EXT-X-TARGETDURATION:" + (long) Math.ceil(seconds),
            "#EXT-X-PLAYLIST-TYPE:VOD",
            "#EXTINF:" + length + ",",
            file,
            "#EXT-X-ENDLIST"));
  }

  private static String pictures(
      Renditions renditions, List<Rendition> pictures, List<Captions> captions) {
    List<String> lines = new ArrayList<>(HEAD);
    pictures.stream()
        .flatMap(picture -> renditions.audioOf(picture).stream())
        .distinct()
        .map(
            sound ->
                "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"%s\",NAME=\"audio\",DEFAULT=YES,AUTOSELECT=YES,URI=\"%s\""
                    .formatted(sound.name(), sound.playlistFile()))
        .forEach(lines::add);
    captions.stream()
        .map(
            each ->
                "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"%s\",NAME=\"%s\",LANGUAGE=\"%s\",AUTOSELECT=YES,URI=\"%s\""
                    .formatted(SUBTITLES, each.name(), each.language(), each.playlist()))
        .forEach(lines::add);
    for (Rendition picture : pictures) {
      lines.add(
          "#EXT-X-STREAM-INF:"
              + attributes(picture, renditions.audioOf(picture))
              + (captions.isEmpty() ? "" : ",SUBTITLES=\"%s\"".formatted(SUBTITLES)));
      lines.add(picture.playlistFile());
    }
    pictures.stream().flatMap(each -> keyframes(each).stream()).forEach(lines::add);
    return text(lines);
  }

  private static Optional<String> keyframes(Rendition rendition) {
    return rendition
        .picture()
        .flatMap(
            picture ->
                picture
                    .keyframes()
                    .map(
                        bandwidth ->
                            "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,URI=\"%s\""
                                .formatted(
                                    bandwidth,
                                    rendition.codecs(),
                                    picture.width(),
                                    picture.height(),
                                    Rendition.keyframesFile(rendition.name()))));
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
