package org.keqiao.ingest.upload;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
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

/** Uploads over HTTP: as JSON and in one row, or by {@link TusRoutes tus}. */
final class UploadRoutes {

  private static final int MOST_JSON = 1 << 16;

  private final UploadService service;
  private final TusRoutes tus;
  private final long slowest;

  UploadRoutes(UploadService service, TusRoutes tus, long slowest) {
    this.service = service;
    this.tus = tus;
    this.slowest = slowest;
  }

  List<Route> routes() {
    return List.of(
        Route.stream("createUpload", HttpMethod.POST, "/uploads", Permission.UPLOAD, this::create),
        Route.api("askUpload", HttpMethod.POST, "/uploads/preflight", Permission.UPLOAD, this::ask),
        Route.stream(
            "receiveUpload", HttpMethod.PUT, "/uploads/:id", Permission.UPLOAD, this::receive),
        Route.api("readUpload", HttpMethod.GET, "/uploads/:id", Permission.UPLOAD, this::read));
  }

  record Announcement(Optional<String> name, OptionalLong bytes, Optional<String> type) {

    Announced announced() {
      Violations violations = new Violations();
      if (name.isEmpty()) {
        violations.add("/name", "missing");
      }
      if (bytes.isEmpty()) {
        violations.add("/bytes", "missing");
      }
      violations.refuse();
      return Announced.whole(name.orElse(""), bytes.orElse(0), type);
    }
  }

  record Question(
      Optional<String> name, OptionalLong bytes, Optional<String> type, Optional<String> sha256) {

    Preflight.Question asked() {
      return new Preflight.Question(new Announcement(name, bytes, type).announced(), sha256);
    }
  }

  record PreflightView(String outcome, Optional<UploadView> upload) {}

  record UploadView(
      Id id,
      String state,
      String name,
      long bytes,
      long offset,
      Optional<Instant> expires,
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
    if (TusHeaders.spokenBy(call)) {
      return tus.create(call);
    }
    Announcement sent = Call.parse(json(call), Announcement.class);
    Entry<Upload> upload = service.create(call.caller(), sent.announced());
    return Reply.created(tus.address(upload.id()), view(upload));
  }

  /** The same address takes files as they are, so that its body comes as a stream. */
  private static byte[] json(Call call) {
    return call.wholeStream(MOST_JSON);
  }

  private Reply ask(Call call) {
    Preflight answer = service.ask(call.caller(), call.body(Question.class).asked());
    return Reply.ok(new PreflightView(answer.outcome().label(), answer.upload().map(this::view)));
  }

  private Reply receive(Call call) {
    Id id = call.id("upload");
    OptionalLong declared = call.declaredLength();
    if (declared.isPresent() && declared.getAsLong() == 0) {
      throw FaultException.invalid("upload-empty");
    }
    Entry<Upload> announced = service.read(call.caller(), id);
    if (declared.isPresent()
        && announced.value().sha256().isEmpty()
        && declared.getAsLong() != announced.value().bytes()) {
      throw FaultException.invalid(
          "upload-length", announced.value().bytes(), declared.getAsLong());
    }
    return Reply.ok(
        view(service.receiveWhole(call.caller(), id, Source.of(call.stream(), slowest))));
  }

  private Reply read(Call call) {
    return Reply.ok(view(service.newest(call.caller(), call.id("upload"))));
  }

  private UploadView view(Entry<Upload> upload) {
    Upload value = upload.value();
    return new UploadView(
        upload.id(),
        state(value),
        value.name(),
        value.bytes(),
        value.arrival().offset(),
        Optional.of(value.expires()).filter(moment -> value.sha256().isEmpty()),
        value.sha256(),
        value.sha256().map(sha256 -> MediaFacts.of(service.blob(sha256).value())));
  }

  private static String state(Upload upload) {
    if (upload.sha256().isPresent()) {
      return "stored";
    }
    return upload.arrival().offset() == 0 ? "created" : "arriving";
  }
}
