package org.keqiao.ingest.upload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.keqiao.fault.FaultException;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Spool;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/**
 * Turns an upload of which every byte has arrived into content of the library. Each step can be
 * done again: whoever comes after a server that was killed in the middle goes on, and two that do
 * it at the same time come to the same end.
 */
final class Finishing {

  private final Bucket bucket;
  private final UploadRecords uploads;
  private final LocalCopies copies;
  private final Spool spool;
  private final Library library;

  Finishing(
      Bucket bucket, UploadRecords uploads, LocalCopies copies, Spool spool, Library library) {
    this.bucket = bucket;
    this.uploads = uploads;
    this.copies = copies;
    this.spool = spool;
    this.library = library;
  }

  /**
   * Where the bytes of finished uploads are kept and counted.
   *
   * @param blobs what is known of content
   * @param inspection looks into a file
   * @param holdings who brought it
   * @param quotas who pays for it
   */
  record Library(
      Records<Blob> blobs,
      BiFunction<Path, Upload, Blob> inspection,
      Holdings holdings,
      Quotas quotas) {}

  /** Stores an upload that has arrived; one that is stored is given back as it is. */
  Entry<Upload> finish(Entry<Upload> arrived) {
    if (arrived.value().sha256().isPresent()) {
      return arrived;
    }
    try {
      return store(arrived);
    } catch (FaultException failed) {
      return Optional.of(uploads.newest(arrived.id()))
          .filter(now -> now.value().sha256().isPresent())
          .orElseThrow(() -> failed);
    }
  }

  private Entry<Upload> store(Entry<Upload> upload) {
    String content = assemble(upload);
    LocalCopy copy = whole(upload, content);
    try {
      String sha256 = copy.sha256();
      keep(content, sha256, upload, copy.whole().orElseThrow());
      library.holdings().note(upload.value().owner(), sha256);
      Entry<Upload> stored = uploads.stored(upload, sha256);
      library.quotas().stored(upload.value().owner(), upload.id());
      upload.value().pieces().forEach(this::forgetPiece);
      return stored;
    } finally {
      copy.drop();
    }
  }

  private LocalCopy whole(Entry<Upload> upload, String content) {
    Optional<LocalCopy> kept = copies.takeKept(upload.id(), upload.value().arrival());
    kept.filter(copy -> copy.whole().isEmpty()).ifPresent(LocalCopy::drop);
    return kept.filter(copy -> copy.whole().isPresent()).orElseGet(() -> copies.read(content));
  }

  /**
   * Makes one object of what has arrived.
   *
   * @return its key
   * @throws FaultException conflict {@code upload-damaged}, when parts are not those that we sent
   */
  String assemble(Entry<Upload> upload) {
    Arrival arrival = upload.value().arrival();
    if (arrival.multipart().isEmpty()) {
      return arrival.tail().orElseThrow();
    }
    String content = Arrival.content(upload.id());
    boolean complete =
        bucket.multiparts().complete(arrival.parts(upload.id()).orElseThrow(), arrival.etags());
    boolean there =
        complete
            || bucket
                .stat(content)
                .filter(all -> all.bytes() == upload.value().bytes())
                .isPresent();
    if (!there) {
      throw FaultException.conflict("upload-damaged", upload.value().name());
    }
    return content;
  }

  /**
   * Gives what has arrived of a piece to another upload.
   *
   * @throws FaultException invalid {@code upload-unfinished}, when it has not arrived
   */
  void pour(Entry<Upload> piece, Run whole) {
    if (!piece.value().arrived()) {
      throw FaultException.invalid("upload-unfinished", piece.id().value());
    }
    if (!bucket.readTo(assemble(piece), new PieceStream(whole::take))) {
      throw FaultException.unavailable("bucket-unavailable", null);
    }
  }

  /**
   * Deletes an unfinished upload with all that is there of it.
   *
   * @throws FaultException conflict {@code upload-taken-over}, when more of it has arrived
   *     meanwhile
   */
  void abandon(Entry<Upload> upload, String by) {
    copies.forget(upload.id());
    uploads.delete(upload, by);
    library.quotas().release(upload.value().owner(), upload.id());
    upload.value().pieces().forEach(this::forgetPiece);
  }

  /** Its room was given back when its whole was announced. */
  private void forgetPiece(Id id) {
    uploads.find(id).ifPresent(piece -> abandon(piece, piece.value().owner().value()));
  }

  private void keep(String content, String sha256, Entry<Upload> upload, Path file) {
    if (bucket.stat(Blob.key(sha256)).isEmpty()) {
      bucket.copy(content, Blob.key(sha256));
    }
    Id id = new Id(sha256);
    if (library.blobs().find(id).isEmpty()) {
      library
          .blobs()
          .createIfAbsent(
              id, library.inspection().apply(file, upload.value()), upload.value().owner().value());
    }
    if (library.blobs().read(id).value().refusal().isEmpty()) {
      spool.keep(file, sha256);
    }
  }
}
