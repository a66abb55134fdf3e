package org.keqiao.live.broadcast;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.keqiao.live.fragment.Packet;
import org.keqiao.live.fragment.Window;
import org.keqiao.store.Id;

/**
 * One rung of a session's broadcasts as it comes to this server, once for all who watch it here,
 * whichever server it comes from.
 */
final class Relay {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Window window = new Window();
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final MessageConsumer<Buffer> news;
  private volatile long asked = System.nanoTime();
  private Optional<List<Packet>> early = Optional.of(new ArrayList<>());

  private Relay(Vertx vertx, String address) {
    this.news = vertx.eventBus().consumer(address, message -> hear(message.body()));
  }

  /** Where the packets of a rung are sent. */
  static String address(Id session, Rung rung) {
    return "keqiao.live." + session + "." + rung.label();
  }

  /** Where the last seconds of a rung are asked for. */
  static String window(Id session, Rung rung) {
    return address(session, rung) + ".window";
  }

  /** Begins to listen, and asks for what was there before; blocks. */
  static Relay open(Vertx vertx, Id session, Rung rung) {
    Relay relay = new Relay(vertx, address(session, rung));
    relay.news.completion().toCompletionStage().toCompletableFuture().join();
    List<Packet> before = List.of();
    try {
      Buffer answer =
          vertx
              .eventBus()
              .<Buffer>request(
                  window(session, rung),
                  "",
                  new DeliveryOptions().setSendTimeout(PATIENCE.toMillis()))
              .toCompletionStage()
              .toCompletableFuture()
              .join()
              .body();
      before = Window.unpack(answer);
    } catch (CompletionException nobody) {
      // Nobody sends yet.
    }
    relay.begin(before);
    return relay;
  }

  private synchronized void begin(List<Packet> before) {
    before.forEach(this::pass);
    early.orElse(List.of()).forEach(this::pass);
    early = Optional.empty();
  }

  private synchronized void hear(Buffer message) {
    if (message.length() == 0) {
      viewers.forEach(Viewer::lost);
      return;
    }
    Packet packet = Packet.of(message);
    if (early.isPresent()) {
      early.get().add(packet);
    } else {
      pass(packet);
    }
  }

  private void pass(Packet packet) {
    if (window.add(packet)) {
      viewers.forEach(viewer -> viewer.show(packet));
    }
  }

  /** From now on this one watches too; it begins with what follows the last key. */
  synchronized void join(Viewer viewer) {
    viewers.add(viewer);
    window.join().forEach(viewer::show);
  }

  /** From now on this one does not. */
  void leave(Viewer viewer) {
    viewers.remove(viewer);
    asked = System.nanoTime();
  }

  /** The last seconds. */
  Window window() {
    asked = System.nanoTime();
    return window;
  }

  /** Whether nobody has wanted it for so long. */
  boolean isIdle(Duration since) {
    return viewers.isEmpty() && System.nanoTime() - asked > since.toNanos();
  }

  void close() {
    var _ = news.unregister();
  }
}
