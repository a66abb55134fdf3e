package org.keqiao.delivery;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.upload.UploadService;
import org.keqiao.store.Id;

/**
 * Originals over HTTP, to be kept as files by whoever holds a signed URL. They are never shown in
 * the browser: a document may be a page with scripts to somebody.
 */
final class FileRoutes {

  private final MediaUrls urls;
  private final UploadService uploads;
  private final Delivery delivery;

  FileRoutes(MediaUrls urls, UploadService uploads, Delivery delivery) {
    this.urls = urls;
    this.uploads = uploads;
    this.delivery = delivery;
  }

  /** Reading only. */
  List<Route> routes() {
    String path = "/files/:token/:sha256/:name";
    return List.of(
        Route.root("downloadFile", HttpMethod.GET, path, Permission.MEDIA_TOKEN, this::read),
        Route.root("headFile", HttpMethod.HEAD, path, Permission.MEDIA_TOKEN, this::read));
  }

  private Reply read(Call call) {
    String sha256 = Id.of("blob", call.path("sha256")).value();
    String name = call.path("name");
    MediaGrant grant = urls.verify(call.path("token"), MediaUrls.file(sha256, name));
    Blob blob = uploads.blob(sha256).value();
    if (blob.refusal().isPresent() && !blob.kind().equals("audio")) {
      throw FaultException.notFound("blob", sha256);
    }
    return delivery
        .answer(call, MediaFile.of(Blob.key(sha256), blob.bytes(), blob.type(), sha256, grant))
        .header("Content-Disposition", new Attachment(name).header())
        .header("Content-Security-Policy", "sandbox; default-src 'none'");
  }
}
