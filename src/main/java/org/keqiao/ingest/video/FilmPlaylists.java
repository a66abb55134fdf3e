package org.keqiao.ingest.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.ingest.Media;
import org.keqiao.media.MediaPlaylist;
import org.keqiao.media.MultivariantPlaylist;
import org.keqiao.media.Rendition;
import org.keqiao.media.Renditions;

/**
 * The playlists of a film that are not stored but written when somebody asks: those that name the
 * renditions, because a film gets more of them as they are made, and because the captions that go
 * with it differ from lesson to lesson. Captions stand in the name of the playlist, so that whoever
 * has the name needs nothing else: {@code video~zh-CN.<sha256>.m3u8}.
 */
public final class FilmPlaylists {

  private static final String CAPTIONS = "captions/";
  private static final String LITE = "lite-";
  private static final String ALL = "-all";

  /** The shorter side of the best picture for who saves data, in pixels. */
  private static final int SAVING = 240;

  private static final Pattern NAME =
      Pattern.compile(
          "(video|video-all|slides|audio)((?:~[A-Za-z0-9-]{2,35}\\.[0-9a-f]{64}){0,10})\\.m3u8");
  private static final Pattern CAPTION = Pattern.compile("~([A-Za-z0-9-]+)\\.([0-9a-f]{64})");
  private static final Pattern CAPTION_PLAYLIST =
      Pattern.compile(CAPTIONS + "([0-9a-f]{64})\\.m3u8");
  private static final Pattern CAPTION_TEXT = Pattern.compile(CAPTIONS + "([0-9a-f]{64})\\.vtt");

  private FilmPlaylists() {}

  /**
   * Captions of a lesson.
   *
   * @param language BCP 47 tag
   * @param sha256 of the file that they came in
   */
  public record Captions(String language, String sha256) {

    /** What the language calls itself. */
    public String name() {
      Locale locale = Locale.forLanguageTag(language);
      return locale.getDisplayName(locale);
    }

    /** Their text, beside the files of a film. */
    public String file() {
      return CAPTIONS + sha256 + ".vtt";
    }
  }

  /** The name of a film's playlist together with captions. */
  public static String name(String playlist, List<Captions> captions) {
    StringBuilder name = new StringBuilder(playlist.substring(0, playlist.indexOf('.')));
    captions.forEach(
        each -> name.append('~').append(each.language()).append('.').append(each.sha256()));
    return name.append(".m3u8").toString();
  }

  /** The name of a film's playlist that has all qualities, even for a client that saves data. */
  public static String all(String playlist) {
    return playlist.replace(".m3u8", ALL + ".m3u8");
  }

  /** The name of the playlist of a sound that goes with stills. */
  public static String name(Media.Sound sound) {
    return LITE + sound.playlist();
  }

  /**
   * The playlist of this name, if it is one of those that are written when they are asked for.
   *
   * @param saving whether the viewer wants to pay for few bytes
   */
  public static Optional<String> text(Media media, String name, boolean saving) {
    Matcher captions = CAPTION_PLAYLIST.matcher(name);
    if (captions.matches()) {
      return Optional.of(
          MultivariantPlaylist.captions(
              captions.group(1) + ".vtt", media.durationMillis() / 1000.0));
    }
    Optional<String> sound = sound(media, name);
    if (sound.isPresent()) {
      return sound;
    }
    Matcher wanted = NAME.matcher(name);
    if (!wanted.matches() || !media.playlists().containsKey(wanted.group(1).replace(ALL, ""))) {
      return Optional.empty();
    }
    Renditions renditions = FilmMedia.renditions(media);
    return Optional.of(
        switch (wanted.group(1)) {
          case "video" ->
              MultivariantPlaylist.video(
                  saving ? low(renditions) : renditions, captions(wanted.group(2)));
          case "video-all" -> MultivariantPlaylist.video(renditions, captions(wanted.group(2)));
          case "slides" -> MultivariantPlaylist.slides(renditions, captions(wanted.group(2)));
          default -> MultivariantPlaylist.audio(renditions);
        });
  }

  private static Optional<String> sound(Media media, String name) {
    return media.lite().stream()
        .flatMap(lite -> lite.sounds().stream())
        .filter(sound -> name(sound).equals(name))
        .map(
            sound ->
                MultivariantPlaylist.sound(sound.playlist(), sound.codecs(), load(media, sound)))
        .findFirst();
  }

  private static MediaPlaylist.Load load(Media media, Media.Sound sound) {
    long average = Math.ceilDiv(sound.bytes() * 8000, Math.max(1, media.durationMillis()));
    return new MediaPlaylist.Load(sound.bandwidth().orElse(average), average, sound.bytes());
  }

  /** Without the higher qualities; the lowest one stays in any case. */
  private static Renditions low(Renditions all) {
    Optional<Rendition> lowest = all.video().stream().findFirst();
    return new Renditions(
        all.duration(),
        all.list().stream()
            .filter(
                each ->
                    each.kind() != Rendition.Kind.VIDEO
                        || Math.min(each.width(), each.height()) <= SAVING
                        || lowest.filter(each::equals).isPresent())
            .toList(),
        all.lite());
  }

  private static List<MultivariantPlaylist.Captions> captions(String part) {
    List<MultivariantPlaylist.Captions> captions = new ArrayList<>();
    Matcher each = CAPTION.matcher(part);
    while (each.find()) {
      Captions one = new Captions(each.group(1), each.group(2));
      captions.add(
          new MultivariantPlaylist.Captions(
              one.language(), one.name(), CAPTIONS + one.sha256() + ".m3u8"));
    }
    return captions;
  }

  /** Of which file a name means the captions, if it means any. */
  public static Optional<String> captionsIn(String name) {
    Matcher text = CAPTION_TEXT.matcher(name);
    return text.matches() ? Optional.of(text.group(1)) : Optional.empty();
  }
}
