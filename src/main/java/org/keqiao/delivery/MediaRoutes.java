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

/** Media over HTTP: whoever holds a signed URL, whole files and single ranges. */
public final class MediaRoutes {

  private final MediaUrls urls;
  private final MadeFiles files;
  private final FileBytes bytes;

  /** Over these parts. */
  public MediaRoutes(MediaUrls urls, MadeFiles files, FileBytes bytes) {
    this.urls = urls;
    this.files = files;
    this.bytes = bytes;
  }

  /** Reading only. */
  public List<Route> routes() {
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
    return bytes.reply(
        call, new FileBytes.Wanted(file.key(), file.bytes(), file.type(), file.mark()), expiry);
  }
}
