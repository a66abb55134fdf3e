package org.keqiao.ingest.upload;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** The headers of the protocol tus 1.0.0, in both directions. */
final class TusHeaders {

  static final String VERSION = "1.0.0";
  static final String EXTENSIONS =
      "creation,creation-with-upload,expiration,checksum,termination,concatenation";
  static final String BYTES = "application/offset+octet-stream";

  private static final Pattern ADDRESS = Pattern.compile(".*/uploads/([a-z0-9-]{1,64})(?:\\?.*)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private TusHeaders() {}

  /** Whether a client speaks the protocol, in whatever version. */
  static boolean spokenBy(Call call) {
    return call.header("Tus-Resumable").isPresent() || call.header("Upload-Length").isPresent();
  }

  /**
   * Refuses a client of another version.
   *
   * @throws FaultException wrong protocol
   */
  static void requireVersion(Call call) {
    call.answerWith("Tus-Resumable", VERSION);
    if (call.header("Tus-Resumable").filter(VERSION::equals).isEmpty()) {
      throw FaultException.of(new Fault.WrongProtocol(VERSION));
    }
  }

  /**
   * A number of bytes.
   *
   * @throws FaultException malformed {@code upload-header}
   */
  static long number(Call call, String name) {
    return call.header(name)
        .map(String::strip)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Long::parseLong)
        .orElseThrow(() -> FaultException.malformed("upload-header", name));
  }

  /**
   * What a creation says of the file.
   *
   * @throws FaultException malformed
   */
  static Announced announced(Call call) {
    Optional<String> sent = call.header("Upload-Metadata").filter(text -> !text.isBlank());
    UploadMetadata metadata = UploadMetadata.parse(sent.orElse(""));
    List<Id> pieces = pieces(call);
    Upload.Role role = role(call);
    return new Announced(
        metadata.name(),
        role == Upload.Role.FINAL ? 0 : number(call, "Upload-Length"),
        metadata.type(),
        sent,
        role,
        pieces);
  }

  private static Upload.Role role(Call call) {
    return call.header("Upload-Concat")
        .map(text -> text.strip().equals("partial") ? Upload.Role.PARTIAL : Upload.Role.FINAL)
        .orElse(Upload.Role.WHOLE);
  }

  private static List<Id> pieces(Call call) {
    String concat = call.header("Upload-Concat").orElse("partial").strip();
    if (concat.equals("partial")) {
      return List.of();
    }
    if (!concat.startsWith("final;")) {
      throw FaultException.malformed("upload-header", "Upload-Concat");
    }
    return Arrays.stream(concat.substring("final;".length()).strip().split("\\s+", -1))
        .map(TusHeaders::piece)
        .toList();
  }

  private static Id piece(String address) {
    Matcher upload = ADDRESS.matcher(address);
    if (!upload.matches()) {
      throw FaultException.malformed("upload-header", "Upload-Concat");
    }
    return Id.of("upload", upload.group(1));
  }

  /** Where an upload stands, as headers of a reply. */
  static Reply describe(Reply reply, Entry<Upload> upload) {
    Upload value = upload.value();
    Reply more = reply;
    if (value.role() != Upload.Role.FINAL || value.arrived()) {
      more = more.header("Upload-Offset", Long.toString(value.arrival().offset()));
    }
    if (value.sha256().isEmpty()) {
      more =
          more.header(
              "Upload-Expires",
              DateTimeFormatter.RFC_1123_DATE_TIME
                  .withLocale(Locale.ROOT)
                  .format(ZonedDateTime.ofInstant(value.expires(), ZoneOffset.UTC)));
    }
    return more;
  }

  /** What an upload is, as headers of a reply. */
  static Reply identify(Reply reply, Upload upload) {
    Reply more = reply.header("Upload-Length", Long.toString(upload.bytes()));
    if (upload.metadata().isPresent()) {
      more = more.header("Upload-Metadata", upload.metadata().get());
    }
    return switch (upload.role()) {
      case WHOLE -> more;
      case PARTIAL -> more.header("Upload-Concat", "partial");
      case FINAL ->
          more.header(
              "Upload-Concat",
              upload.pieces().stream()
                  .map(id -> Route.API + "/uploads/" + id)
                  .collect(Collectors.joining(" ", "final;", "")));
    };
  }
}
