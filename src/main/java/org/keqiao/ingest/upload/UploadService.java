package org.keqiao.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.ingest.Blob;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Takes files in: asked about, announced, received, hashed, looked at and stored by content. */
public final class UploadService {

  /** Originals, by content. */
  public static final RecordType<Blob> BLOB = new RecordType<>("blob", Blob.class);

  private final UploadRecords uploads;
  private final Records<Blob> blobs;
  private final Holdings holdings;
  private final Quotas quotas;
  private final Receiving receiving;
  private final long mostBytes;

  UploadService(
      UploadRecords uploads, Finishing.Library library, Receiving receiving, long mostBytes) {
    this.uploads = uploads;
    this.blobs = library.blobs();
    this.holdings = library.holdings();
    this.quotas = library.quotas();
    this.receiving = receiving;
    this.mostBytes = mostBytes;
  }

  /** The largest file that is taken, bytes. */
  long mostBytes() {
    return mostBytes;
  }

  /**
   * Says whether the bytes of a file are wanted, before any of them is sent. Content that the
   * caller has brought before becomes a finished upload at once.
   *
   * @throws FaultException invalid, or too large for the platform or for a quota
   */
  Preflight ask(Caller caller, Preflight.Question question) {
    question.refuseUnfit();
    refuseSize(question.file().bytes());
    Id owner = new Id(caller.account());
    Optional<String> known =
        question
            .sha256()
            .filter(sha256 -> holdings.has(owner, sha256))
            .filter(sha256 -> blob(sha256).value().bytes() == question.file().bytes());
    if (known.isPresent()) {
      Upload upload = Upload.announced(question.file(), owner, Instant.now());
      return Preflight.stored(uploads.createIfAbsent(Id.fresh(), upload.storedAs(known.get())));
    }
    quotas.requireRoom(caller, question.file().bytes());
    return Preflight.send();
  }

  /**
   * Announces a file.
   *
   * @throws FaultException invalid {@code upload-empty}, or too large for the platform or a quota
   */
  Entry<Upload> create(Caller caller, Announced file) {
    return create(caller, Id.fresh(), file);
  }

  /** Announces a file under an id; whoever does it first, does it. */
  Entry<Upload> create(Caller caller, Id id, Announced file) {
    file.refuseUnfit();
    refuseSize(file.bytes());
    quotas.reserve(caller, id, file.bytes(), file.pieces());
    return uploads.create(id, file, new Id(caller.account()));
  }

  private void refuseSize(long bytes) {
    if (bytes <= 0) {
      throw FaultException.invalid("upload-empty");
    }
    if (bytes > mostBytes) {
      throw FaultException.of(new Fault.TooLarge("upload-too-large", mostBytes));
    }
  }

  /** An upload of the caller's own; those of others do not exist for her. */
  Entry<Upload> read(Caller caller, Id id) {
    Entry<Upload> upload = uploads.read(id);
    Place place = Place.of(upload.value().owner().value());
    caller.require(Permission.UPLOAD, place, "upload", id.value());
    return upload;
  }

  /** An upload of the caller's own as it stands at this moment, whichever server wrote last. */
  Entry<Upload> newest(Caller caller, Id id) {
    return uploads.newest(read(caller, id).id());
  }

  /**
   * Receives all bytes of an announced file in one row, from the first one on.
   *
   * @throws FaultException conflict {@code upload-finished}; invalid {@code upload-length}, after
   *     which it can be done again
   */
  Entry<Upload> receiveWhole(Caller caller, Id id, Source body) {
    read(caller, id);
    return receiving.whole(id, body);
  }

  /**
   * What is known of content that is stored.
   *
   * @throws FaultException not found
   */
  public Entry<Blob> blob(String sha256) {
    return blobs.read(Id.of("blob", sha256));
  }

  /**
   * The content and name of a finished upload of the caller's own.
   *
   * @throws FaultException not found, or invalid {@code upload-unfinished}
   */
  public Stored stored(Caller caller, String uploadId) {
    Entry<Upload> upload = newest(caller, Id.of("upload", uploadId));
    if (!upload.value().arrived()) {
      throw FaultException.invalid("upload-unfinished", uploadId);
    }
    Upload settled = receiving.settled(upload.id()).value();
    return new Stored(
        settled.sha256().orElseThrow(() -> FaultException.invalid("upload-unfinished", uploadId)),
        settled.name());
  }

  /**
   * Content that the caller has brought before: knowing a hash alone opens nothing.
   *
   * @throws FaultException not found
   */
  public Stored held(Caller caller, String sha256, String name) {
    Entry<Blob> blob = blob(sha256);
    boolean brought = holdings.has(new Id(caller.account()), blob.id().value());
    Place place = brought ? Place.of(caller.account()) : Place.PLATFORM;
    caller.require(Permission.UPLOAD, place, "blob", sha256);
    return new Stored(sha256, name);
  }

  /** Takes a file of this machine in, as if the caller had sent it. */
  public Stored adopt(Caller caller, Path file, String name) throws IOException {
    Entry<Upload> upload =
        create(caller, Announced.whole(name, Files.size(file), Optional.empty()));
    try (InputStream bytes = Files.newInputStream(file)) {
      receiveWhole(caller, upload.id(), Source.of(bytes));
    }
    return stored(caller, upload.id().value());
  }

  /** Content, and what its curator called it. */
  public record Stored(String sha256, String name) {}
}
