package org.keqiao.http.limit;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.ArrayDeque;
import java.util.Deque;

/** One connection, and what goes on on it. All of it runs on the event loop of the connection. */
final class Line {

  private final HttpConnection connection;
  private final Channel channel;
  private final LineMeter meter = new LineMeter();
  private final Deque<HttpServerRequest> running = new ArrayDeque<>();
  private final Pace taking;
  private final Pace sending;
  private final long idleNanos;
  private long lastBusy = System.nanoTime();

  Line(HttpConnection connection, LineSettings settings) {
    this.connection = connection;
    this.channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    this.taking = new Pace(settings.patience(), settings.slowest());
    this.sending = new Pace(settings.patience(), settings.slowest());
    this.idleNanos = settings.idle().toNanos();
    channel.pipeline().addFirst(meter);
  }

  void begin(HttpServerRequest request) {
    forgetEnded();
    running.add(request);
  }

  private void forgetEnded() {
    running.removeIf(request -> request.response().ended() || request.response().closed());
  }

  /** Hangs up when the other end holds the connection for nothing. */
  void look(long now) {
    forgetEnded();
    if (!running.isEmpty() || LineMeter.waits(channel) || isChannel()) {
      lastBusy = now;
    }
    if (isIdle(now) || takesTooLittle(now) || sendsTooLittle(now)) {
      // Closing it in order would wait until what was written is taken.
      var _ = channel.close();
    }
  }

  /** Whether it has become a WebSocket, on which nothing need be said; its pings find it alive. */
  private boolean isChannel() {
    return channel.pipeline().get(WebSocketFrameDecoder.class) != null;
  }

  private boolean isIdle(long now) {
    return now - lastBusy > idleNanos;
  }

  private boolean takesTooLittle(long now) {
    if (LineMeter.waits(channel)) {
      return taking.isTooSlow(meter.taken(channel), now);
    }
    taking.rest();
    return false;
  }

  /** While we read nothing ourselves, nothing can come. */
  private boolean sendsTooLittle(long now) {
    if (channel.config().isAutoRead()
        && !isChannel()
        && running.stream().anyMatch(request -> !request.isEnded())) {
      return sending.isTooSlow(meter.received(), now);
    }
    sending.rest();
    return false;
  }

  void close() {
    var _ = connection.close();
  }
}
