package org.keqiao.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.keqiao.fault.FaultException;

/**
 * The keys of one purpose. The newest one signs; what earlier ones have signed can still be told.
 * Another server, or a command, may add a key at any time: it is seen here within {@link #FRESH},
 * and at once when something comes that it has signed.
 */
public final class KeyRing {

  /** How long a new key may stay unseen. */
  public static final Duration FRESH = Duration.ofMinutes(1);

  /** Made-up numbers of keys must not make a server read all the time. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Supplier<List<SharedKey>> source;
  private final Clock clock;
  private final AtomicReference<Seen> seen;

  private record Seen(List<SharedKey> keys, Instant at) {}

  /**
   * @param source reads all keys, in the order in which they were made; there is one at least
   * @throws FaultException when they cannot be read
   */
  public KeyRing(Supplier<List<SharedKey>> source, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.seen = new AtomicReference<>(new Seen(source.get(), clock.instant()));
  }

  /** The key to sign with. */
  public SharedKey newest() {
    return seen(FRESH).getLast();
  }

  /** The key of this number, if there is one. */
  public Optional<SharedKey> find(int number) {
    return in(seen(FRESH), number).or(() -> in(seen(PAUSE), number));
  }

  private static Optional<SharedKey> in(List<SharedKey> keys, int number) {
    return number >= 0 && number < keys.size() ? Optional.of(keys.get(number)) : Optional.empty();
  }

  /** What was read not longer ago than this, or all that can be had while the bucket is away. */
  private List<SharedKey> seen(Duration ago) {
    Seen known = seen.get();
    Instant now = clock.instant();
    if (now.isBefore(known.at().plus(ago))) {
      return known.keys();
    }
    Waiting.begin();
    if (seen.compareAndSet(known, new Seen(known.keys(), now))) {
      try {
        List<SharedKey> fresh = source.get();
        seen.set(new Seen(fresh, now));
        return fresh;
      } catch (FaultException away) {
        return known.keys();
      }
    }
    return seen.get().keys();
  }
}
