package org.keqiao.ingest.upload;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.WriteStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.keqiao.fault.FaultException;

/**
 * Takes an upload's bytes once and hands them to the hash, to a local file for the probe and the
 * transcoder, and to the bucket; as slow as the slowest of them. It reads no more than the promised
 * number of bytes.
 */
final class UploadSink implements WriteStream<Buffer> {

  /** How many bytes may be on their way to the slower of file and bucket. */
  private static final int MOST_PENDING = 1 << 20;

  private final AsyncFile file;
  private final HttpClientRequest request;
  private final Future<HttpClientResponse> answer;
  private final long promised;
  private final MessageDigest digest;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<@Nullable Handler<Void>> drain = new AtomicReference<>();
  private long received;
  private volatile boolean ended;

  UploadSink(AsyncFile file, HttpClientRequest request, long promised) {
    this.file = file;
    this.request = request;
    this.answer = request.response();
    this.promised = promised;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Future<Void> write(Buffer bytes) {
    if (ended) {
      return Future.failedFuture("the sink is closed");
    }
    received += bytes.length();
    if (received > promised) {
      return Future.failedFuture(FaultException.invalid("upload-length", promised, received));
    }
    digest.update(bytes.getBytes());
    pending.addAndGet(bytes.length());
    return Future.all(file.write(bytes), request.write(bytes))
        .<Void>mapEmpty()
        .onComplete(taken -> settled(bytes.length()));
  }

  /** A failed write lets the next one be tried, which then fails too and ends the upload. */
  private void settled(int bytes) {
    if (pending.addAndGet(-bytes) <= MOST_PENDING / 2) {
      Handler<Void> waiting = drain.getAndSet(null);
      if (waiting != null) {
        waiting.handle(null);
      }
    }
  }

  @Override
  public Future<Void> end() {
    if (received != promised) {
      return abort()
          .transform(
              gone ->
                  Future.failedFuture(FaultException.invalid("upload-length", promised, received)));
    }
    ended = true;
    return Future.all(file.close(), request.end()).compose(sent -> answer).compose(this::settle);
  }

  private Future<Void> settle(HttpClientResponse response) {
    return response.statusCode() == 200
        ? Future.succeededFuture()
        : Future.failedFuture(FaultException.unavailable("bucket-unavailable", null));
  }

  /** Lets go of what was stored so far; the bucket never shows it. */
  Future<Void> abort() {
    if (ended) {
      return Future.succeededFuture();
    }
    ended = true;
    file.exceptionHandler(expected -> {});
    request.exceptionHandler(expected -> {});
    return Future.all(file.close(), request.reset(0)).mapEmpty();
  }

  /** SHA-256 of everything that was written, hex. Call once, after the end. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public boolean writeQueueFull() {
    return pending.get() > MOST_PENDING;
  }

  /**
   * The file and the bucket drain on threads of their own, so what drained between the question and
   * this call must be noticed here.
   */
  @Override
  public UploadSink drainHandler(@Nullable Handler<Void> handler) {
    drain.set(handler);
    settled(0);
    return this;
  }

  @Override
  public UploadSink exceptionHandler(@Nullable Handler<Throwable> handler) {
    file.exceptionHandler(handler);
    request.exceptionHandler(handler);
    return this;
  }

  @Override
  public UploadSink setWriteQueueMaxSize(int bytes) {
    throw new UnsupportedOperationException("the size of the queue is fixed");
  }
}
