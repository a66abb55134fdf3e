package org.keqiao.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.keqiao.fault.FaultException;

/**
 * A request's body, pulled piece by piece from a virtual thread. The caller sends no faster than it
 * is pulled.
 */
public final class BodyStream {

  /** How many pieces of the wire, of at most 64 KiB, may wait here. */
  private static final int WINDOW = 32;

  private final Context loop;
  private final HttpServerRequest request;
  private final BlockingQueue<Signal> arrived = new LinkedBlockingQueue<>();

  private sealed interface Signal {

    record Piece(Buffer bytes) implements Signal {}

    record End() implements Signal {}

    record Broken(FaultException why) implements Signal {}
  }

  private BodyStream(Context loop, HttpServerRequest request) {
    this.loop = loop;
    this.request = request;
  }

  /** The body of a request that has just begun; call on its loop, before any other step. */
  static BodyStream hold(Context loop, HttpServerRequest request) {
    BodyStream body = new BodyStream(loop, request);
    request
        .pause()
        .handler(bytes -> body.arrived.add(new Signal.Piece(bytes)))
        .endHandler(end -> body.arrived.add(new Signal.End()))
        .exceptionHandler(gone -> body.breakOff());
    return body;
  }

  /** What came before the line broke still counts. */
  private void breakOff() {
    request.resume();
    loop.runOnContext(
        drained -> arrived.add(new Signal.Broken(FaultException.malformed("upload-interrupted"))));
  }

  BodyStream open() {
    loop.runOnContext(go -> request.fetch(WINDOW));
    return this;
  }

  /** Ends a pull that waits, and every later one, with this fault. */
  public void stop(FaultException why) {
    arrived.add(new Signal.Broken(why));
  }

  /**
   * The next bytes, as many as are here; none at the end.
   *
   * @param patience how long to wait for the next byte
   * @throws FaultException malformed {@code upload-interrupted} when the caller breaks off,
   *     conflict {@code upload-too-slow} when patience ends, or why it was stopped
   */
  public Optional<byte[]> next(Duration patience) {
    Signal signal = take(patience);
    Buffer bytes = Buffer.buffer();
    int pieces = 0;
    while (signal instanceof Signal.Piece piece) {
      bytes.appendBuffer(piece.bytes());
      pieces++;
      Signal following = arrived.peek();
      if (!(following instanceof Signal.Piece)) {
        break;
      }
      signal = arrived.remove();
    }
    if (pieces > 0) {
      int taken = pieces;
      loop.runOnContext(go -> request.fetch(taken));
      return Optional.of(bytes.getBytes());
    }
    arrived.add(signal);
    if (signal instanceof Signal.Broken broken) {
      throw broken.why();
    }
    return Optional.empty();
  }

  private Signal take(Duration patience) {
    try {
      Signal signal = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      return signal == null
          ? new Signal.Broken(FaultException.conflict("upload-too-slow"))
          : signal;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }
}
