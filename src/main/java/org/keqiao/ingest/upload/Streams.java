package org.keqiao.ingest.upload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/** Bounds how many requests of one account send bytes to this server at a time. */
final class Streams {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final int most;
  private final Map<Id, Integer> open = new ConcurrentHashMap<>();

  Streams(int most) {
    this.most = most;
  }

  /** One request's place; free again when it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @throws FaultException too many {@code too-many-streams}
   */
  Place take(Id account) {
    int now = open.merge(account, 1, Integer::sum);
    Place place =
        () -> open.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
    if (now > most) {
      place.close();
      throw FaultException.of(new Fault.TooMany("too-many-streams", SOON));
    }
    return place;
  }
}
