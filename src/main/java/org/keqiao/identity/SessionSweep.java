package org.keqiao.identity;

import java.time.Duration;
import java.time.Instant;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets sessions a day after they have ended, with the addresses that they were used from, and
 * what is older than a day of the history of those that live.
 */
public final class SessionSweep {

  private static final Logger LOG = LoggerFactory.getLogger(SessionSweep.class);
  private static final Duration KEPT = Duration.ofDays(1);

  private final Records<Session> sessions;

  SessionSweep(Records<Session> sessions) {
    this.sessions = sessions;
  }

  /** Sweeps now and once a day, until closed. */
  public AutoCloseable start() {
    return new Repeating("session-sweep").now(KEPT, this::sweepQuietly);
  }

  private void sweepQuietly() {
    try {
      LOG.info("{} sessions forgotten", sweep(Instant.now().minus(KEPT)));
    } catch (FaultException away) {
      LOG.warn("old sessions cannot be forgotten now: {}", away.getMessage());
    }
  }

  /**
   * Sweeps once.
   *
   * @param before when a session must have ended; {@link Records#LONGEST_REQUEST} back or more
   * @return how many are forgotten
   */
  long sweep(Instant before) {
    return sessions.everything().filter(session -> forget(session, before)).count();
  }

  private boolean forget(Entry<Session> session, Instant before) {
    if (!session.value().isOpen(before)) {
      return sessions.forget(session.id(), before);
    }
    sessions.forgetHistory(session.id(), before);
    return false;
  }
}
