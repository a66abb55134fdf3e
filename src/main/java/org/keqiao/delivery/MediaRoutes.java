package org.keqiao.delivery;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ingest.MadeFiles;
import org.keqiao.store.Id;

/** Media over HTTP, for whoever holds a signed URL. */
final class MediaRoutes {

  private final MediaUrls urls;
  private final MadeFiles files;
  private final Delivery delivery;

  MediaRoutes(MediaUrls urls, MadeFiles files, Delivery delivery) {
    this.urls = urls;
    this.files = files;
    this.delivery = delivery;
  }

  /** Reading only. */
  List<Route> routes() {
    String path = "/media/:token/:sha256/*";
    return List.of(
        Route.root("readMedia", HttpMethod.GET, path, Permission.MEDIA_TOKEN, this::read),
        Route.root("headMedia", HttpMethod.HEAD, path, Permission.MEDIA_TOKEN, this::read));
  }

  private Reply read(Call call) {
    Id sha256 = Id.of("media", call.path("sha256"));
    Instant expiry = urls.verify(call.path("token"), sha256.value());
    String name = call.path("*");
    MadeFiles.MadeFile file =
        files.find(sha256.value(), name).orElseThrow(() -> FaultException.notFound("media", name));
    return delivery.answer(
        call, MediaFile.of(file.key(), file.bytes(), file.type(), file.mark(), expiry));
  }
}
