package org.keqiao.ingest.upload;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Uploads over tus 1.0.0, the protocol of resumable uploads (https://tus.io/protocols). */
final class TusRoutes {

  private static final String ADDRESS = Route.API + "/uploads/";

  private final UploadService service;
  private final ResumableUploads uploads;
  private final UploadTokens tokens;
  private final long slowest;

  TusRoutes(UploadService service, ResumableUploads uploads, UploadTokens tokens, long slowest) {
    this.service = service;
    this.uploads = uploads;
    this.tokens = tokens;
    this.slowest = slowest;
  }

  List<Route> routes() {
    return List.of(
        Route.api(
            "describeUploads", HttpMethod.OPTIONS, "/uploads", Permission.PUBLIC, this::describe),
        Route.api(
            "readUploadOffset",
            HttpMethod.HEAD,
            "/uploads/:id",
            Permission.CONTINUE_UPLOAD,
            this::offset),
        Route.stream(
            "continueUpload",
            HttpMethod.PATCH,
            "/uploads/:id",
            Permission.CONTINUE_UPLOAD,
            this::append),
        Route.api(
            "discardUpload",
            HttpMethod.DELETE,
            "/uploads/:id",
            Permission.CONTINUE_UPLOAD,
            this::discard),
        Route.stream(
            "overrideUploadMethod",
            HttpMethod.POST,
            "/uploads/:id",
            Permission.CONTINUE_UPLOAD,
            this::override));
  }

  private Reply describe(Call call) {
    call.answerWith("Tus-Resumable", TusHeaders.VERSION);
    return Reply.empty()
        .header("Tus-Version", TusHeaders.VERSION)
        .header("Tus-Extension", TusHeaders.EXTENSIONS)
        .header("Tus-Max-Size", Long.toString(service.mostBytes()))
        .header("Tus-Checksum-Algorithm", Checksum.CHOICE);
  }

  /** The address of an upload; whoever has it can go on with it. */
  String address(Id upload) {
    return ADDRESS + upload + "?token=" + tokens.of(upload);
  }

  /** Makes an upload, and takes the bytes that come with the request, if any do. */
  Reply create(Call call) {
    TusHeaders.requireVersion(call);
    Announced file = TusHeaders.announced(call);
    Entry<Upload> upload =
        file.role() == Upload.Role.FINAL
            ? uploads.join(call.caller(), file)
            : service.create(call.caller(), file);
    if (file.role() != Upload.Role.FINAL && bringsBytes(call)) {
      upload = append(call, upload.id(), 0);
    }
    Reply created = new Reply(201, Map.of(), new Reply.Content.None());
    return TusHeaders.describe(created, upload).header("Location", address(upload.id()));
  }

  private static boolean bringsBytes(Call call) {
    return call.header("Content-Type").filter(TusHeaders.BYTES::equals).isPresent();
  }

  private Reply offset(Call call) {
    TusHeaders.requireVersion(call);
    Entry<Upload> upload = uploads.settled(admitted(call));
    Reply found =
        new Reply(200, Map.of(), new Reply.Content.None()).header("Cache-Control", "no-store");
    return TusHeaders.describe(TusHeaders.identify(found, upload.value()), upload);
  }

  private Reply append(Call call) {
    TusHeaders.requireVersion(call);
    Id id = admitted(call);
    if (!bringsBytes(call)) {
      throw FaultException.of(
          new Fault.UnsupportedType(
              List.of(call.header("Content-Type").orElse(""), TusHeaders.BYTES)));
    }
    return TusHeaders.describe(
        Reply.empty(), append(call, id, TusHeaders.number(call, "Upload-Offset")));
  }

  private Entry<Upload> append(Call call, Id id, long offset) {
    Optional<Checksum> checksum = call.header("Upload-Checksum").map(Checksum::parse);
    Receiving.Span span = new Receiving.Span(offset, call.declaredLength().orElse(-1));
    try {
      return uploads.append(id, span, checksum, Source.of(call.stream(), slowest));
    } catch (FaultException broken) {
      if (broken.fault().code().equals("upload-too-slow")) {
        call.answerWith("Connection", "close");
      }
      throw broken;
    }
  }

  private Reply discard(Call call) {
    TusHeaders.requireVersion(call);
    uploads.discard(admitted(call));
    return Reply.empty();
  }

  /** For clients whose library cannot send the method that they mean. */
  private Reply override(Call call) {
    String method = call.header("X-HTTP-Method-Override").orElse("POST");
    return switch (method) {
      case "PATCH" -> append(call);
      case "DELETE" -> discard(call);
      case "HEAD" -> offset(call);
      default -> throw FaultException.of(new Fault.WrongMethod());
    };
  }

  /**
   * The upload in the path, if the caller may go on with it.
   *
   * @throws FaultException not found, or unauthenticated
   */
  private Id admitted(Call call) {
    Id id = call.id("upload");
    Optional<String> token = call.query("token");
    if (token.isPresent()) {
      tokens.require(id, token.get());
      return id;
    }
    return service.read(call.caller(), id).id();
  }
}
