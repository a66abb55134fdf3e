package org.keqiao.classroom.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which servers are heard of. To take one for dead that is not does no harm: the log decides. */
final class Servers {

  /** Several beats. */
  private static final Duration SILENCE = Duration.ofMillis(1800);

  private final String self;
  private final Map<String, Long> heard = new ConcurrentHashMap<>();
  private final Map<String, Long> spoken = new ConcurrentHashMap<>();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  Servers(String self) {
    this.self = self;
  }

  /**
   * @param moment milliseconds since 1970
   */
  void heard(String server, long moment) {
    heard.put(server, System.nanoTime());
    spoken.put(server, moment);
  }

  void gone(String server) {
    gone.add(server);
    heard.remove(server);
  }

  /** Whether it may be worth asking: it is heard of, or was never. */
  boolean mayLive(String server) {
    return server.equals(self)
        || (!gone.contains(server) && (isHeard(server) || !heard.containsKey(server)));
  }

  /** Whether it was heard of just now. */
  boolean isHeard(String server) {
    Long last = heard.get(server);
    return server.equals(self) || (last != null && System.nanoTime() - last < SILENCE.toNanos());
  }

  /** When it was last heard of, in milliseconds since 1970; 0 when never. */
  long lastHeard(String server) {
    return spoken.getOrDefault(server, 0L);
  }
}
