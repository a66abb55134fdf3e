package org.keqiao.http.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of the server, over all of its event loops. */
public final class Lines {

  private final LineSettings settings;
  private final TrustedProxies proxies;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  /** None yet. */
  public Lines(LineSettings settings, TrustedProxies proxies) {
    this.settings = settings;
    this.proxies = proxies;
  }

  /** The connections of one event loop; call there. */
  public LoopLines onLoop() {
    return new LoopLines(this, settings);
  }

  /** One more, and whether that is not one too many; in any case it is counted until it ends. */
  boolean begin(String address) {
    int ofAddress = byAddress.merge(address, 1, Integer::sum);
    boolean few = ofAddress <= settings.mostPerAddress() || proxies.trusts(address);
    return open.incrementAndGet() <= settings.most() && few;
  }

  void end(String address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
