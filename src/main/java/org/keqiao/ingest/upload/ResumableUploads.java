package org.keqiao.ingest.upload;

import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** What can be done with an upload by whoever was given its address. */
final class ResumableUploads {

  private static final int MOST_PIECES = 100;

  private final UploadRecords uploads;
  private final UploadService service;
  private final Receiving receiving;

  ResumableUploads(UploadRecords uploads, UploadService service, Receiving receiving) {
    this.uploads = uploads;
    this.service = service;
    this.receiving = receiving;
  }

  /** Where an upload stands; a request that is adding to it is ended. */
  Entry<Upload> settled(Id id) {
    return receiving.settled(id);
  }

  /** Adds bytes to an upload; see {@link Receiving#append}. */
  Entry<Upload> append(Id id, Receiving.Span span, Optional<Checksum> checksum, Source source) {
    return receiving.append(id, span, checksum, source);
  }

  /** Gives an unfinished upload up; see {@link Receiving#discard}. */
  void discard(Id id) {
    receiving.discard(id, uploads.newest(id).value().owner().value());
  }

  /**
   * Puts an upload together from pieces of the caller's own. Doing it again with the same pieces
   * changes nothing.
   *
   * @throws FaultException invalid {@code upload-unfinished}, {@code upload-not-a-piece}, or as
   *     {@link UploadService#create}
   */
  Entry<Upload> join(Caller caller, Announced file) {
    Id id = idOf(caller, file.pieces());
    if (uploads.find(id).isEmpty()) {
      if (file.pieces().size() > MOST_PIECES) {
        throw FaultException.invalid("too-many-items", MOST_PIECES);
      }
      List<Upload> pieces = file.pieces().stream().map(each -> piece(caller, each)).toList();
      long bytes = pieces.stream().mapToLong(Upload::bytes).sum();
      service.create(
          caller,
          id,
          new Announced(
              file.name(), bytes, file.type(), file.metadata(), file.role(), file.pieces()));
    }
    return receiving.settled(id);
  }

  private Upload piece(Caller caller, Id id) {
    Upload piece = uploads.newest(service.read(caller, id).id()).value();
    if (piece.role() != Upload.Role.PARTIAL) {
      throw FaultException.invalid("upload-not-a-piece", id.value());
    }
    if (!piece.arrived()) {
      throw FaultException.invalid("upload-unfinished", id.value());
    }
    return piece;
  }

  /** Whoever joins the same pieces again means the same upload. */
  private static Id idOf(Caller caller, List<Id> pieces) {
    return new Id("joined-" + DigestUtils.sha256Hex(caller.account() + pieces).substring(0, 40));
  }
}
