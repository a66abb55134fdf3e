package org.keqiao.live.broadcast;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.keqiao.fault.FaultException;
import org.keqiao.live.fragment.Window;
import org.keqiao.store.Id;

/** All that comes to this server because somebody watches it here. */
final class Relays {

  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final int most;
  private final ConcurrentHashMap<Key, Relay> open = new ConcurrentHashMap<>();
  private final AtomicInteger viewers = new AtomicInteger();

  private record Key(Id session, Rung rung) {}

  /**
   * @param most viewers at once
   */
  Relays(Vertx vertx, int most) {
    this.vertx = vertx;
    this.most = most;
    vertx.setPeriodic(SWEEP.toMillis(), now -> open.keySet().forEach(this::closeIdle));
  }

  private void closeIdle(Key key) {
    open.computeIfPresent(
        key,
        (_, relay) -> {
          if (!relay.isIdle(IDLE)) {
            return relay;
          }
          relay.close();
          return null;
        });
  }

  private Relay relay(Id session, Rung rung) {
    return open.computeIfAbsent(
        new Key(session, rung), key -> Relay.open(vertx, key.session(), key.rung()));
  }

  /**
   * Lets somebody watch until her channel closes.
   *
   * @throws FaultException too many, when there are as many as this server serves
   */
  void watch(Id session, Rung rung, Viewer viewer) throws InterruptedException {
    if (viewers.incrementAndGet() > most) {
      viewers.decrementAndGet();
      throw FaultException.conflict("live-viewers", most);
    }
    Relay relay = relay(session, rung);
    try {
      relay.join(viewer);
      viewer.await();
    } finally {
      relay.leave(viewer);
      viewers.decrementAndGet();
    }
  }

  /** The last seconds of a rung. */
  Window window(Id session, Rung rung) {
    return relay(session, rung).window();
  }

  /** How many watch here. */
  int viewers() {
    return viewers.get();
  }
}
