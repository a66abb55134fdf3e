package org.keqiao.ingest.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Inspection;
import org.keqiao.ingest.Spool;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Takes files in: announced, then received, hashed, looked at and stored by content. */
public final class UploadService {

  /** Uploads. */
  public static final RecordType<Upload> UPLOAD = new RecordType<>("upload", Upload.class);

  /** Originals, by content. */
  public static final RecordType<Blob> BLOB = new RecordType<>("blob", Blob.class);

  /** Where the objects lie that are not known by their content yet. */
  public static final String ARRIVING = "uploads/";

  private final Bucket bucket;
  private final Records<Upload> uploads;
  private final Records<Blob> blobs;
  private final UploadStreams streams;
  private final Spool spool;
  private final Inspection inspection;
  private final long mostBytes;

  /** Takes files of at most {@code mostBytes}. */
  public UploadService(
      Bucket bucket, UploadStreams streams, Spool spool, Inspection inspection, long mostBytes) {
    this.bucket = bucket;
    this.uploads = new Records<>(bucket, UPLOAD, Optional.empty());
    this.blobs = new Records<>(bucket, BLOB, Optional.empty());
    this.streams = streams;
    this.spool = spool;
    this.inspection = inspection;
    this.mostBytes = mostBytes;
  }

  /**
   * Announces a file.
   *
   * @throws FaultException invalid {@code upload-empty}, or too large
   */
  Entry<Upload> create(Caller caller, String name, long bytes, Optional<String> type) {
    new Violations().text("/name", name, 1, 255).text("/type", type, 100).refuse();
    if (bytes <= 0) {
      throw FaultException.invalid("upload-empty");
    }
    if (bytes > mostBytes) {
      throw FaultException.of(new Fault.TooLarge("upload-too-large", mostBytes));
    }
    Id owner = new Id(caller.account());
    return uploads.create(
        Id.fresh(), new Upload(name, bytes, type, owner, Optional.empty()), caller.account());
  }

  /** An upload of the caller's own; those of others do not exist for her. */
  Entry<Upload> read(Caller caller, Id id) {
    Entry<Upload> upload = uploads.read(id);
    if (!upload.value().owner().value().equals(caller.account()) && !caller.everywhere()) {
      throw FaultException.notFound("upload", id.value());
    }
    return upload;
  }

  /**
   * Receives the bytes of an announced file. Doing it again after it succeeded changes nothing.
   *
   * @param body moves the bytes into the sink
   */
  Entry<Upload> receive(Caller caller, Id id, Consumer<UploadSink> body) {
    Entry<Upload> upload = read(caller, id);
    if (upload.value().sha256().isPresent()) {
      throw FaultException.conflict("upload-finished", id.value());
    }
    String key = ARRIVING + id + "-" + Id.fresh();
    Path arriving = spool.arriving();
    try {
      UploadSink sink = streams.open(key, upload.value().bytes(), arriving);
      try {
        body.accept(sink);
      } catch (RuntimeException broken) {
        sink.abort().toCompletionStage().toCompletableFuture().exceptionally(x -> null).join();
        throw broken;
      }
      String sha256 = sink.sha256();
      store(key, sha256, upload, arriving);
      bucket.delete(key);
      return uploads.update(id, caller.account(), value -> value.storedAs(sha256));
    } finally {
      spool.drop(arriving);
    }
  }

  private void store(String key, String sha256, Entry<Upload> upload, Path arrived) {
    if (bucket.stat(Blob.key(sha256)).isEmpty()) {
      bucket.copy(key, Blob.key(sha256));
    }
    Id id = new Id(sha256);
    if (blobs.find(id).isEmpty()) {
      blobs.createIfAbsent(id, inspection.inspect(arrived, upload.value()), upload.by());
    }
    if (blobs.read(id).value().refusal().isEmpty()) {
      spool.keep(arrived, sha256);
    }
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
    Upload upload = read(caller, Id.of("upload", uploadId)).value();
    return new Stored(
        upload.sha256().orElseThrow(() -> FaultException.invalid("upload-unfinished", uploadId)),
        upload.name());
  }

  /** Takes a file of this machine in, as if the caller had sent it. */
  public Stored adopt(Caller caller, Path file, String name) throws IOException {
    Entry<Upload> upload = create(caller, name, Files.size(file), Optional.empty());
    receive(caller, upload.id(), sink -> streams.pour(file, sink));
    return stored(caller, upload.id().value());
  }

  /** Content, and what its curator called it. */
  public record Stored(String sha256, String name) {}
}
