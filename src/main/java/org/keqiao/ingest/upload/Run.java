package org.keqiao.ingest.upload;

import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.MultipartUploads;

/** One row of bytes that is added to an upload, from taking it up to letting it go. */
final class Run implements AutoCloseable {

  /** What arrived is safe so long after, at the latest, while more arrives. */
  private static final long SAFE_EVERY_NANOS = 10_000_000_000L;

  private final UploadRecords uploads;
  private final LocalCopies copies;
  private final LocalCopy copy;
  private final PartWriter writer;
  private Entry<Upload> safe;
  private long due = System.nanoTime() + SAFE_EVERY_NANOS;
  private boolean overtaken;

  /**
   * @param held as this run has recorded it
   */
  Run(UploadRecords uploads, LocalCopies copies, MultipartUploads parts, Entry<Upload> held) {
    this.uploads = uploads;
    this.copies = copies;
    this.copy = copies.take(held.id(), held.value().arrival());
    this.writer =
        new PartWriter(parts, held.id(), held.value().bytes(), held.value().arrival(), copy);
    this.safe = held;
  }

  /**
   * Takes all that a source gives. When it breaks off, what has come is kept and made safe.
   *
   * @throws FaultException why it broke off
   */
  Entry<Upload> take(Source source) {
    try {
      for (Optional<byte[]> next = source.next(); next.isPresent(); next = source.next()) {
        take(next.get());
      }
    } catch (FaultException broken) {
      if (!overtaken) {
        makeSafe();
      }
      throw broken;
    }
    return makeSafe();
  }

  /** Takes the next bytes, which are safe some seconds later, or when {@link #makeSafe} returns. */
  void take(byte[] bytes) {
    writer.write(bytes);
    if (System.nanoTime() - due > 0) {
      makeSafe();
      due = System.nanoTime() + SAFE_EVERY_NANOS;
    }
  }

  /**
   * Takes all that a source gives if it is what the checksum says, and else nothing of it.
   *
   * @throws FaultException checksum mismatch, or why the source broke off
   */
  Entry<Upload> take(Source source, Checksum checksum) {
    for (Optional<byte[]> next = source.next(); next.isPresent(); next = source.next()) {
      checksum.update(next.get());
      writer.write(next.get());
    }
    checksum.require();
    return makeSafe();
  }

  /** Makes safe and records what was taken; returns the upload as it stands then. */
  Entry<Upload> makeSafe() {
    if (writer.offset() > safe.value().arrival().offset()) {
      Arrival arrival = writer.flush();
      overtaken = true;
      safe = uploads.record(safe, arrival);
      overtaken = false;
    }
    return safe;
  }

  @Override
  public void close() {
    writer.close();
    if (copy.end() == safe.value().arrival().offset()) {
      copies.keep(safe.id(), copy);
    } else {
      copy.drop();
    }
  }
}
