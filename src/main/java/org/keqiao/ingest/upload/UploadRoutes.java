package org.keqiao.ingest.upload;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ingest.Blob;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Uploads over HTTP. */
public final class UploadRoutes {

  private final UploadService service;

  /** Over what can be done with them. */
  public UploadRoutes(UploadService service) {
    this.service = service;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.api("createUpload", HttpMethod.POST, "/uploads", Permission.UPLOAD, this::create),
        Route.stream(
            "receiveUpload", HttpMethod.PUT, "/uploads/:id", Permission.UPLOAD, this::receive),
        Route.api("readUpload", HttpMethod.GET, "/uploads/:id", Permission.UPLOAD, this::read));
  }

  record Announcement(Optional<String> name, OptionalLong bytes, Optional<String> type) {}

  record UploadView(
      Id id,
      String state,
      String name,
      long bytes,
      Optional<String> sha256,
      Optional<MediaFacts> media) {}

  record MediaFacts(
      String kind,
      Optional<Double> durationSeconds,
      Optional<Integer> width,
      Optional<Integer> height) {

    static MediaFacts of(Blob blob) {
      return new MediaFacts(
          blob.kind(),
          blob.durationMillis().map(millis -> millis / 1000.0),
          blob.width(),
          blob.height());
    }
  }

  private Reply create(Call call) {
    Announcement sent = call.body(Announcement.class);
    Violations violations = new Violations();
    if (sent.name().isEmpty()) {
      violations.add("/name", "missing");
    }
    if (sent.bytes().isEmpty()) {
      violations.add("/bytes", "missing");
    }
    violations.refuse();
    Entry<Upload> upload =
        service.create(call.caller(), sent.name().orElse(""), sent.bytes().orElse(0), sent.type());
    return Reply.created(Route.API + "/uploads/" + upload.id(), view(upload));
  }

  private Reply receive(Call call) {
    OptionalLong declared = call.declaredLength();
    if (declared.isPresent() && declared.getAsLong() == 0) {
      throw FaultException.invalid("upload-empty");
    }
    return Reply.ok(view(service.receive(call.caller(), call.id("upload"), call::receive)));
  }

  private Reply read(Call call) {
    return Reply.ok(view(service.read(call.caller(), call.id("upload"))));
  }

  private UploadView view(Entry<Upload> upload) {
    Upload value = upload.value();
    return new UploadView(
        upload.id(),
        value.sha256().isPresent() ? "stored" : "created",
        value.name(),
        value.bytes(),
        value.sha256(),
        value.sha256().map(sha256 -> MediaFacts.of(service.blob(sha256).value())));
  }
}
