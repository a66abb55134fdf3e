package org.keqiao.ingest.upload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.keqiao.fault.FaultException;
import org.keqiao.store.FileRange;
import org.keqiao.store.Id;
import org.keqiao.store.MultipartUploads;

/**
 * Sends one run of an upload's bytes to the bucket: full parts while more arrive, the rest when it
 * is to be made safe. No more than a few parts are on their way; whoever brings more waits.
 */
final class PartWriter implements AutoCloseable {

  private static final int ON_THEIR_WAY = 3;

  private final MultipartUploads bucket;
  private final Id upload;
  private final long bytes;
  private final LocalCopy copy;
  private final String writer;
  private final List<String> etags;
  private final Deque<Future<String>> sending = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<MultipartUploads.Unfinished> parts;
  private long sent;

  /**
   * @param bytes how long the upload will be
   * @param arrival where it stands
   * @param copy what is here of it, up to there
   */
  PartWriter(MultipartUploads bucket, Id upload, long bytes, Arrival arrival, LocalCopy copy) {
    this.bucket = bucket;
    this.upload = upload;
    this.bytes = bytes;
    this.copy = copy;
    this.writer = arrival.writer();
    this.etags = new ArrayList<>(arrival.etags());
    this.parts = arrival.parts(upload);
    this.sent = arrival.afterParts();
  }

  /**
   * Takes the next bytes.
   *
   * @throws FaultException invalid {@code upload-length}, when there are more than announced
   */
  void write(byte[] more) {
    long end = copy.end() + more.length;
    if (end > bytes) {
      throw FaultException.invalid("upload-length", bytes, end);
    }
    copy.append(more);
    while (bytes > Arrival.PART && copy.end() - sent >= Arrival.PART) {
      send(sent + Arrival.PART);
    }
  }

  /** Where the next byte goes. */
  long offset() {
    return copy.end();
  }

  private void send(long until) {
    if (sending.size() == ON_THEIR_WAY) {
      etags.add(join(sending.remove()));
    }
    MultipartUploads.Unfinished target =
        parts.orElseGet(
            () ->
                new MultipartUploads.Unfinished(
                    Arrival.content(upload), bucket.begin(Arrival.content(upload))));
    parts = Optional.of(target);
    int number = etags.size() + sending.size() + 1;
    FileRange part = copy.range(sent, until);
    sending.add(threads.submit(() -> bucket.put(target, number, part)));
    sent = until;
  }

  /**
   * Makes everything safe that was taken.
   *
   * @return where the upload stands; nobody knows of it until that is recorded
   */
  Arrival flush() {
    if (parts.isPresent() && copy.end() == bytes && sent < bytes) {
      send(bytes);
    }
    while (!sending.isEmpty()) {
      etags.add(join(sending.remove()));
    }
    Optional<String> tail = Optional.empty();
    if (sent < copy.end()) {
      String key = Arrival.folder(upload) + "tail-" + Id.fresh();
      bucket.put(key, copy.range(sent, copy.end()));
      tail = Optional.of(key);
    }
    return new Arrival(copy.end(), writer, parts.map(MultipartUploads.Unfinished::id), etags, tail);
  }

  private static <T> T join(Future<T> sent) {
    try {
      return sent.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof FaultException fault) {
        throw fault;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }

  /** Waits for the parts that are on their way: none of them may come after the next run's. */
  @Override
  public void close() {
    threads.close();
  }
}
