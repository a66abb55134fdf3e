package org.keqiao.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.keqiao.delivery.LessonUrls;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.delivery.RenditionSet;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.video.FilmPlaylists;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** What it takes to play a lesson: signed addresses, and what each way costs in bytes. */
public final class PlayService {

  private final MediaService media;
  private final MediaUrls urls;

  /** Plays what was made of films. */
  public PlayService(MediaService media, MediaUrls urls) {
    this.media = media;
    this.urls = urls;
  }

  /**
   * How a lesson is played.
   *
   * @param recommended what to begin with: {@code video} or, for who saves data, what costs least
   * @param hls playlist of moving picture; lower qualities only, for who saves data
   * @param hlsAll the same with all qualities, for everybody
   */
  public record Play(
      Id lesson,
      Optional<String> title,
      double durationSeconds,
      String recommended,
      Optional<String> hls,
      Optional<String> hlsAll,
      Optional<String> slides,
      Optional<String> audio,
      Optional<String> poster,
      Optional<String> sprite,
      List<Caption> captions,
      Instant expiresAt,
      List<Rendition> renditions,
      Optional<Lite> lite,
      List<String> coming) {}

  /** One way to see or hear it. */
  public record Rendition(
      String kind,
      Optional<Integer> height,
      Optional<Integer> quality,
      long bandwidth,
      long bytes,
      String url) {}

  /** Captions in one language, as WebVTT. */
  public record Caption(String language, String name, String url) {}

  /** The lesson as stills, with each kind of sound that can be heard with them. */
  public record Lite(String url, List<Sound> sounds) {}

  /**
   * @param bytes of the stills and this sound together
   */
  public record Sound(String codecs, long bytes, String url) {}

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
   * @param saving whether the viewer wants to pay for few bytes
   * @throws FaultException conflict {@code lesson-not-playable}
   */
  public Play play(Entry<Lesson> lesson, Caller viewer, boolean saving) {
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
    Signed signed = new Signed(urls.of(lesson.id(), viewer.school()), video.sha256());
    Optional<Lite> lite =
        made.lite().filter(known -> !known.sounds().isEmpty()).map(known -> lite(signed, known));
    Optional<String> moving = Optional.ofNullable(made.playlists().get("video"));
    return new Play(
        lesson.id(),
        lesson.value().about().title(),
        made.durationMillis() / 1000.0,
        recommended(made, lite.isPresent(), saving),
        moving.map(name -> signed.whole(captioned(name, captions))),
        moving.map(name -> signed.whole(captioned(FilmPlaylists.all(name), captions))),
        Optional.ofNullable(made.playlists().get("slides"))
            .map(name -> signed.lite(captioned(name, captions))),
        Optional.ofNullable(made.playlists().get("audio")).map(signed::lite),
        made.poster().map(signed::poster),
        made.storyboard().map(signed::lite),
        captions.stream()
            .map(each -> new Caption(each.language(), each.name(), signed.lite(each.file())))
            .toList(),
        urls.expiry(),
        made.renditions().stream().map(each -> rendition(signed, made, each)).toList(),
        lite,
        made.coming());
  }

  /** Addresses of what was made of one film. */
  private record Signed(LessonUrls urls, String sha256) {

    String whole(String file) {
      return urls.url(RenditionSet.ALL, sha256, file);
    }

    String lite(String file) {
      return urls.url(RenditionSet.LITE, sha256, file);
    }

    String poster(String file) {
      return urls.url(RenditionSet.POSTER, sha256, file);
    }
  }

  private static String recommended(Media made, boolean lite, boolean saving) {
    if (saving && lite) {
      return "lite";
    }
    return saving && made.playlists().containsKey("audio") ? "audio" : "video";
  }

  private static List<FilmPlaylists.Captions> captions(Lesson lesson) {
    return new TreeMap<>(lesson.captions())
        .entrySet().stream()
            .map(each -> new FilmPlaylists.Captions(each.getKey(), each.getValue().sha256()))
            .toList();
  }

  private static String captioned(String playlist, List<FilmPlaylists.Captions> captions) {
    return captions.isEmpty() ? playlist : FilmPlaylists.name(playlist, captions);
  }

  private static Rendition rendition(Signed signed, Media made, Media.Rendition rendition) {
    return new Rendition(
        rendition.kind(),
        Optional.of(rendition.height()).filter(height -> height > 0),
        Optional.of(rendition.quality()).filter(quality -> quality > 0),
        Cost.whole(made, rendition, Media.Rendition::bandwidth),
        Cost.whole(made, rendition, Media.Rendition::bytes),
        rendition.kind().equals("video")
            ? signed.whole(rendition.playlist())
            : signed.lite(rendition.playlist()));
  }

  private static Lite lite(Signed signed, Media.Lite lite) {
    return new Lite(
        signed.lite(lite.timeline()),
        lite.sounds().stream()
            .map(
                sound ->
                    new Sound(
                        sound.codecs(),
                        lite.bytes() + sound.bytes(),
                        signed.lite(FilmPlaylists.name(sound))))
            .toList());
  }

  /** What a list of lessons says to a viewer of this one's video, if it has one. */
  Optional<MediaSummary> summary(Entry<Lesson> lesson, Caller viewer) {
    return lesson
        .value()
        .part(PartName.VIDEO)
        .map(video -> summary(new Signed(urls.of(lesson.id(), viewer.school()), video.sha256())));
  }

  private MediaSummary summary(Signed signed) {
    String sha256 = signed.sha256();
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
        made.get().poster().map(signed::poster),
        Cost.smallest(made.get()),
        Cost.recommended(made.get()));
  }
}
