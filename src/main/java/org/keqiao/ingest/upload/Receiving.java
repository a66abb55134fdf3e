package org.keqiao.ingest.upload;

import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.MultipartUploads;
import org.keqiao.store.Turns;

/** Moves bytes into uploads, one request at a time for each of them. */
final class Receiving {

  private final UploadRecords uploads;
  private final LocalCopies copies;
  private final MultipartUploads parts;
  private final Finishing finishing;
  private final Streams streams;
  private final Turns turns = new Turns("upload-busy");

  Receiving(
      UploadRecords uploads,
      LocalCopies copies,
      MultipartUploads parts,
      Finishing finishing,
      Streams streams) {
    this.uploads = uploads;
    this.copies = copies;
    this.parts = parts;
    this.finishing = finishing;
    this.streams = streams;
  }

  /**
   * Where bytes begin, and how many a request says that they are.
   *
   * @param offset of the first
   * @param length -1 when the request does not say
   */
  record Span(long offset, long length) {}

  /**
   * Adds bytes to an upload, and stores it when they were the last. The last bytes of a finished
   * upload may come again, because their sender may not have heard of it.
   *
   * @throws FaultException conflict {@code upload-offset} when they do not begin where the upload
   *     ends, {@code upload-final} when it is put together from others; or why they broke off
   */
  Entry<Upload> append(Id id, Span span, Optional<Checksum> checksum, Source source) {
    try (Turns.Turn _ = turns.take(id, source::stop)) {
      Entry<Upload> upload = uploads.newest(id);
      if (upload.value().role() == Upload.Role.FINAL) {
        throw FaultException.conflict("upload-final", id.value());
      }
      if (repeatsTheLast(upload.value(), span)) {
        return settle(upload);
      }
      long offset = upload.value().arrival().offset();
      if (span.offset() != offset) {
        throw FaultException.conflict("upload-offset", offset, span.offset());
      }
      refuseLonger(upload.value(), span);
      return settle(run(upload, source, checksum));
    }
  }

  private static boolean repeatsTheLast(Upload upload, Span span) {
    return upload.arrived()
        && span.length() >= 0
        && span.offset() + span.length() == upload.bytes();
  }

  private static void refuseLonger(Upload upload, Span span) {
    if (span.offset() + span.length() > upload.bytes()) {
      throw FaultException.invalid("upload-length", upload.bytes(), span.offset() + span.length());
    }
  }

  private Entry<Upload> run(Entry<Upload> upload, Source source, Optional<Checksum> checksum) {
    try (Streams.Place _ = streams.take(upload.value().owner());
        Run run = new Run(uploads, copies, parts, uploads.take(upload))) {
      return checksum.isPresent() ? run.take(source, checksum.get()) : run.take(source);
    }
  }

  /**
   * Receives an upload in one row from its first byte, whatever came before.
   *
   * @throws FaultException conflict {@code upload-finished}, invalid {@code upload-length}
   */
  Entry<Upload> whole(Id id, Source source) {
    try (Turns.Turn _ = turns.take(id, source::stop)) {
      Entry<Upload> upload = uploads.newest(id);
      if (upload.value().sha256().isPresent()) {
        throw FaultException.conflict("upload-finished", id.value());
      }
      copies.forget(id);
      Entry<Upload> received = run(uploads.restart(upload), source, Optional.empty());
      if (!received.value().arrived()) {
        throw FaultException.invalid(
            "upload-length", upload.value().bytes(), received.value().arrival().offset());
      }
      return settle(received);
    }
  }

  /**
   * An upload as it stands, after a request that adds to it has ended; what has arrived and is not
   * stored yet is stored now.
   */
  Entry<Upload> settled(Id id) {
    try (Turns.Turn _ = turns.take(id)) {
      return settle(uploads.newest(id));
    }
  }

  private Entry<Upload> settle(Entry<Upload> upload) {
    return switch (upload.value().role()) {
      case PARTIAL -> upload;
      case WHOLE -> upload.value().arrived() ? finishing.finish(upload) : upload;
      case FINAL ->
          finishing.finish(upload.value().arrived() ? upload : joined(uploads.restart(upload)));
    };
  }

  private Entry<Upload> joined(Entry<Upload> held) {
    try (Streams.Place _ = streams.take(held.value().owner());
        Run run = new Run(uploads, copies, parts, held)) {
      for (Id piece : held.value().pieces()) {
        finishing.pour(uploads.newest(piece), run);
      }
      return run.makeSafe();
    }
  }

  /**
   * Gives an unfinished upload up.
   *
   * @throws FaultException conflict {@code upload-finished}
   */
  void discard(Id id, String by) {
    try (Turns.Turn _ = turns.take(id)) {
      Entry<Upload> upload = uploads.newest(id);
      if (upload.value().sha256().isPresent()) {
        throw FaultException.conflict("upload-finished", id.value());
      }
      finishing.abandon(upload, by);
    }
  }
}
