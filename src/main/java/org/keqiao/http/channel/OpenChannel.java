package org.keqiao.http.channel;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel over a WebSocket of Vert.x. */
final class OpenChannel implements Channel {

  private static final Logger LOG = LoggerFactory.getLogger(OpenChannel.class);

  /** How many messages may wait for the conversation before the other end is held back. */
  private static final int AHEAD = 16;

  private static final int LONGEST_TEXT = 64 << 10;
  private static final int LONGEST_REASON = 123;
  private static final int TOO_LONG = 1009;

  /** How long the other end may be silent, pings unanswered, before it is taken to be gone. */
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private final ServerWebSocket socket;
  private final Pass pass;
  private final LinkedBlockingQueue<Optional<Message>> inbox = new LinkedBlockingQueue<>();
  private volatile boolean held;
  private volatile boolean closed;
  private volatile long heard = System.nanoTime();

  private OpenChannel(ServerWebSocket socket, Pass pass) {
    this.socket = socket;
    this.pass = pass;
  }

  /**
   * Takes what comes from now on; call on the event loop of the socket.
   *
   * @param pass what it was opened with
   */
  static OpenChannel over(ServerWebSocket socket, Pass pass) {
    OpenChannel channel = new OpenChannel(socket, pass);
    socket
        .textMessageHandler(channel::heard)
        .binaryMessageHandler(bytes -> channel.keep(new Message.Binary(bytes)))
        .pongHandler(pong -> channel.heard = System.nanoTime())
        .exceptionHandler(broken -> LOG.debug("a channel broke: {}", broken.getMessage()))
        .shutdownHandler(going -> channel.close(GOING, "going"))
        .closeHandler(gone -> channel.end());
    return channel;
  }

  private void heard(String text) {
    if (text.length() > LONGEST_TEXT) {
      close(TOO_LONG, "text too long");
    } else {
      keep(new Message.Text(text));
    }
  }

  private void keep(Message message) {
    heard = System.nanoTime();
    inbox.add(Optional.of(message));
    holdBack();
  }

  /** Looks and pauses in one step: who drains the inbox in between would wait for ever. */
  private synchronized void holdBack() {
    if (inbox.size() >= AHEAD && !held) {
      held = true;
      socket.pause();
    }
  }

  private void end() {
    closed = true;
    inbox.add(Optional.empty());
  }

  /** Asks for a sign of life, and hangs up when the last one is too long ago. */
  void beat() {
    if (System.nanoTime() - heard > SILENCE.toNanos() && !held) {
      close(GOING, "silent");
      return;
    }
    socket.writePing(Buffer.buffer()).onFailure(OpenChannel::gone);
  }

  /** Looks whether the other end may still be here, and closes when not; may block. */
  void check() {
    admit(pass::check);
  }

  private void admit(Runnable admission) {
    try {
      admission.run();
    } catch (FaultException refused) {
      switch (refused.fault()) {
        case Fault.Unauthenticated no -> close(UNAUTHENTICATED, no.code());
        case Fault.Forbidden no -> close(FORBIDDEN, no.code());
        default -> LOG.debug("a channel cannot be checked now: {}", refused.getMessage());
      }
    }
  }

  private void renew(String token) {
    admit(
        () -> {
          if (!pass.renew(token)) {
            close(UNAUTHENTICATED, "token-of-another");
          }
        });
  }

  @Override
  public Optional<Message> receive() throws InterruptedException {
    while (true) {
      Optional<Message> next = inbox.take();
      if (next.isEmpty()) {
        inbox.add(Optional.empty());
        return Optional.empty();
      }
      letGoOn();
      Optional<String> token = next.flatMap(OpenChannel::token);
      if (token.isEmpty()) {
        return next;
      }
      renew(token.get());
    }
  }

  private static Optional<String> token(Message message) {
    return message instanceof Message.Text text ? Pass.broughtBy(text.text()) : Optional.empty();
  }

  private synchronized void letGoOn() {
    if (held && inbox.size() < AHEAD / 2) {
      held = false;
      socket.resume();
    }
  }

  @Override
  public void send(String text) {
    if (!closed) {
      socket.writeTextMessage(text).onFailure(OpenChannel::gone);
    }
  }

  @Override
  public void send(Buffer bytes) {
    if (!closed) {
      socket.writeBinaryMessage(bytes).onFailure(OpenChannel::gone);
    }
  }

  @Override
  public boolean isBehind() {
    return socket.writeQueueFull();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close(int code, String reason) {
    if (!closed) {
      socket.close((short) code, brief(reason)).onFailure(OpenChannel::gone);
    }
  }

  private static String brief(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON / 3);
  }

  private static void gone(Throwable closed) {
    LOG.debug("the other end has gone: {}", closed.getMessage());
  }
}
