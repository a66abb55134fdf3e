package org.keqiao.ingest.video;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.ingest.Media;
import org.keqiao.media.LiteLesson;
import org.keqiao.media.MediaPlaylist;
import org.keqiao.media.Rendition;
import org.keqiao.media.Renditions;

/** What was made of a film, as it stands in its record, and back. */
final class FilmMedia {

  private static final String PLAYLIST = ".m3u8";

  private FilmMedia() {}

  /** The record of what was made first. */
  static Media of(
      Renditions made, String folder, Map<String, Media.File> files, List<String> coming) {
    Map<String, String> playlists = new HashMap<>();
    playlists.put("video", Renditions.VIDEO_PLAYLIST);
    playlists.put("slides", Renditions.SLIDES_PLAYLIST);
    if (!made.listening().isEmpty()) {
      playlists.put("audio", Renditions.AUDIO_PLAYLIST);
    }
    List<Rendition> alone = made.liteSound();
    return new Media(
        folder,
        made.duration().toMillis(),
        made.list().stream()
            .filter(each -> !isForStillsOnly(made, each))
            .map(FilmMedia::rendition)
            .toList(),
        playlists,
        Optional.of(Renditions.POSTER),
        Optional.of(Renditions.STORYBOARD),
        files,
        made.lite().map(lite -> lite(lite, alone)),
        coming);
  }

  /** The leanest sound goes with stills and with nothing else. */
  private static boolean isForStillsOnly(Renditions made, Rendition each) {
    return made.liteSound().stream().findFirst().filter(each::equals).isPresent();
  }

  private static Media.Lite lite(LiteLesson lite, List<Rendition> sounds) {
    return new Media.Lite(
        LiteLesson.TIMELINE,
        lite.bytes(),
        sounds.stream()
            .map(
                each ->
                    new Media.Sound(
                        each.playlistFile(),
                        each.codecs(),
                        each.bytes(),
                        Optional.of(each.bandwidth())))
            .toList());
  }

  /** A rendition as the record has it. */
  static Media.Rendition rendition(Rendition made) {
    Optional<Rendition.Picture> picture = made.picture();
    return new Media.Rendition(
        made.kind().code(),
        made.height(),
        made.bandwidth(),
        made.bytes(),
        made.playlistFile(),
        made.audioGroup().map(name -> name + PLAYLIST),
        Optional.of(
            new Media.Form(
                made.name(),
                made.width(),
                made.codecs(),
                picture.map(Rendition.Picture::frameRate).orElse(0.0),
                made.averageBandwidth(),
                picture.flatMap(Rendition.Picture::keyframes))));
  }

  /** What multivariant playlists are written from. */
  static Renditions renditions(Media media) {
    return new Renditions(
        Duration.ofMillis(media.durationMillis()),
        media.renditions().stream().flatMap(each -> rendition(each).stream()).toList(),
        Optional.empty());
  }

  private static Optional<Rendition> rendition(Media.Rendition stored) {
    Rendition.Kind kind = Rendition.Kind.of(stored.kind());
    return stored
        .form()
        .map(
            form ->
                new Rendition(
                    kind,
                    form.name(),
                    form.codecs(),
                    kind == Rendition.Kind.AUDIO
                        ? Optional.empty()
                        : Optional.of(
                            new Rendition.Picture(
                                form.width(), stored.height(), form.frameRate(), form.keyframes())),
                    stored.sound().map(file -> file.replace(PLAYLIST, "")),
                    new MediaPlaylist.Load(
                        stored.bandwidth(), form.averageBandwidth(), stored.bytes())));
  }
}
