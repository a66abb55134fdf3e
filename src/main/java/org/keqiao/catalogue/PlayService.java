package org.keqiao.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.fault.FaultException;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.video.FilmPlaylists;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** What it takes to play a lesson: signed addresses, and what each way costs in bytes. */
public final class PlayService {

  private final MediaService media;
  private final MediaUrls urls;

  PlayService(MediaService media, MediaUrls urls) {
    this.media = media;
    this.urls = urls;
  }

  record Play(
      Id lesson,
      Optional<String> title,
      double durationSeconds,
      Optional<String> hls,
      Optional<String> slides,
      Optional<String> audio,
      Optional<String> poster,
      Optional<String> sprite,
      List<Caption> captions,
      Instant expiresAt,
      List<Rendition> renditions,
      Optional<Lite> lite,
      List<String> coming) {}

  record Rendition(
      String kind,
      Optional<Integer> height,
      Optional<Integer> quality,
      long bandwidth,
      long bytes,
      String url) {}

  /** Captions in one language, as WebVTT. */
  record Caption(String language, String name, String url) {}

  /** The lesson as stills, with each kind of sound that can be heard with them. */
  record Lite(String url, List<Sound> sounds) {}

  /**
   * @param bytes of the stills and this sound together
   */
  record Sound(String codecs, long bytes, String url) {}

  /** What a list says of a video. */
  public record MediaSummary(
      String state,
      Optional<Double> durationSeconds,
      Optional<String> poster,
      Optional<Cost> smallest,
      Optional<Cost> recommended) {}

  /**
   * How to play a lesson.
   *
   * @throws FaultException conflict {@code lesson-not-playable}
   */
  Play play(Entry<Lesson> lesson) {
    Part video =
        lesson
            .value()
            .part(PartName.VIDEO)
            .orElseThrow(() -> FaultException.conflict("lesson-not-playable"));
    Media made =
        media
            .find(video.sha256())
            .orElseThrow(() -> FaultException.conflict("lesson-not-playable"));
    List<FilmPlaylists.Captions> captions = captions(lesson.value());
    return new Play(
        lesson.id(),
        lesson.value().about().title(),
        made.durationMillis() / 1000.0,
        url(video, captioned(made.playlists().get("video"), captions)),
        url(video, captioned(made.playlists().get("slides"), captions)),
        url(video, made.playlists().get("audio")),
        made.poster().map(name -> urls.url(video.sha256(), name)),
        made.storyboard().map(name -> urls.url(video.sha256(), name)),
        captions.stream()
            .map(
                each ->
                    new Caption(
                        each.language(), each.name(), urls.url(video.sha256(), each.file())))
            .toList(),
        urls.expiry(),
        made.renditions().stream().map(each -> rendition(video, made, each)).toList(),
        made.lite().filter(lite -> !lite.sounds().isEmpty()).map(lite -> lite(video, lite)),
        made.coming());
  }

  private static List<FilmPlaylists.Captions> captions(Lesson lesson) {
    return new TreeMap<>(lesson.captions())
        .entrySet().stream()
            .map(each -> new FilmPlaylists.Captions(each.getKey(), each.getValue().sha256()))
            .toList();
  }

  private static @Nullable String captioned(
      @Nullable String playlist, List<FilmPlaylists.Captions> captions) {
    return playlist == null || captions.isEmpty()
        ? playlist
        : FilmPlaylists.name(playlist, captions);
  }

  private Rendition rendition(Part video, Media made, Media.Rendition rendition) {
    return new Rendition(
        rendition.kind(),
        Optional.of(rendition.height()).filter(height -> height > 0),
        Optional.of(rendition.quality()).filter(quality -> quality > 0),
        Cost.whole(made, rendition, Media.Rendition::bandwidth),
        Cost.whole(made, rendition, Media.Rendition::bytes),
        urls.url(video.sha256(), rendition.playlist()));
  }

  private Lite lite(Part video, Media.Lite lite) {
    return new Lite(
        urls.url(video.sha256(), lite.timeline()),
        lite.sounds().stream()
            .map(
                sound ->
                    new Sound(
                        sound.codecs(),
                        lite.bytes() + sound.bytes(),
                        urls.url(video.sha256(), FilmPlaylists.name(sound))))
            .toList());
  }

  private Optional<String> url(Part video, @Nullable String playlist) {
    return Optional.ofNullable(playlist).map(name -> urls.url(video.sha256(), name));
  }

  /** What a list of lessons says of this one's video, if it has one. */
  Optional<MediaSummary> summary(Lesson lesson) {
    return lesson.part(PartName.VIDEO).map(video -> summary(video.sha256()));
  }

  private MediaSummary summary(String sha256) {
    Optional<Media> made = media.find(sha256);
    if (made.isEmpty()) {
      return new MediaSummary(
          media.state(sha256),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    return new MediaSummary(
        "playable",
        Optional.of(made.get().durationMillis() / 1000.0),
        made.get().poster().map(name -> urls.url(sha256, name)),
        Cost.smallest(made.get()),
        Cost.recommended(made.get()));
  }
}
