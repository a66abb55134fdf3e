package org.keqiao.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Action;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ingest.MadeFiles;
import org.keqiao.ingest.MadeFiles.MadeFile;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.video.CaptionService;
import org.keqiao.ingest.video.FilmPlaylists;
import org.keqiao.media.Renditions;
import org.keqiao.store.Id;

/** Media over HTTP, for whoever holds a signed URL. */
final class MediaRoutes {

  /** How long a player may not see that a film has one quality more. */
  private static final Duration PLAYLIST_FRESH = Duration.ofMinutes(1);

  /** More files than are played at a time. */
  private static final int FOUND = 50_000;

  private final MediaUrls urls;
  private final MediaService media;
  private final MadeFiles files;
  private final Delivery delivery;

  /** What a name stands for never changes: it is believed while the bucket is away. */
  private final Cache<String, MadeFile> found = Caffeine.newBuilder().maximumSize(FOUND).build();

  MediaRoutes(MediaUrls urls, MediaService media, MadeFiles files, Delivery delivery) {
    this.urls = urls;
    this.media = media;
    this.files = files;
    this.delivery = delivery;
  }

  /** Reading only. */
  List<Route> routes() {
    String path = "/media/:token/:sha256/*";
    Action read = Action.quickly(this::read);
    return List.of(
        Route.root("readMedia", HttpMethod.GET, path, Permission.MEDIA_TOKEN, read),
        Route.root("headMedia", HttpMethod.HEAD, path, Permission.MEDIA_TOKEN, read));
  }

  private Reply read(Call call) {
    Id sha256 = Id.of("media", call.path("sha256"));
    String name = call.path("*");
    MediaGrant grant = urls.verify(call.path("token"), sha256.value());
    if (!grant.files().holds(name)) {
      throw FaultException.of(new Fault.Forbidden("media-token-narrow"));
    }
    Optional<MadeFile> file =
        FilmPlaylists.captionsIn(name)
            .map(captions -> find(captions, CaptionService.TEXT))
            .orElseGet(() -> find(sha256.value(), name));
    return file.map(
            made ->
                delivery.answer(
                    call, MediaFile.of(made.key(), made.bytes(), made.type(), made.mark(), grant)))
        .or(() -> playlist(sha256.value(), name, call.savesData()))
        .orElseThrow(() -> FaultException.notFound("media", name));
  }

  private Optional<MadeFile> find(String sha256, String name) {
    String both = sha256 + "/" + name;
    try {
      Optional<MadeFile> file = files.find(sha256, name);
      file.ifPresent(known -> found.put(both, known));
      return file;
    } catch (FaultException away) {
      MadeFile known = found.getIfPresent(both);
      if (known == null) {
        throw away;
      }
      return Optional.of(known);
    }
  }

  /** It grows with the film, so caches ask again after a while. */
  private Optional<Reply> playlist(String sha256, String name, boolean saving) {
    return media
        .find(sha256)
        .flatMap(film -> FilmPlaylists.text(film, name, saving))
        .map(
            text ->
                Reply.whole(200, Renditions.HLS, Buffer.buffer(text))
                    .header("ETag", "\"%08x\"".formatted(text.hashCode()))
                    .header("Vary", "Save-Data")
                    .header("Cache-Control", "public, max-age=" + PLAYLIST_FRESH.toSeconds()));
  }
}
