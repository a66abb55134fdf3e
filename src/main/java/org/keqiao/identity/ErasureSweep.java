package org.keqiao.identity;

import java.time.Duration;
import org.keqiao.store.Entry;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finishes erasures: what may be deleted only later, and what a killed server has left undone. */
public final class ErasureSweep {

  /** Between two looks. */
  static final Duration PAUSE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ErasureSweep.class);

  private final Records<Erasure> erasures;
  private final Eraser eraser;

  ErasureSweep(Records<Erasure> erasures, Eraser eraser) {
    this.erasures = erasures;
    this.eraser = eraser;
  }

  /** Sweeps now and once an hour, until closed. */
  public AutoCloseable start() {
    return new Repeating("erasure-sweep").now(PAUSE, this::sweepQuietly);
  }

  private void sweepQuietly() {
    try {
      erasures.everything().filter(each -> !each.value().isFinished()).forEach(this::goOnQuietly);
    } catch (RuntimeException away) {
      LOG.warn("erasures cannot be looked through now: {}", away.getMessage());
    }
  }

  private void goOnQuietly(Entry<Erasure> erasure) {
    try {
      if (eraser.goOn(erasure).value().isFinished()) {
        LOG.info("the erasure of {} is finished", erasure.id());
      }
    } catch (RuntimeException later) {
      LOG.warn("the erasure of {} goes on later: {}", erasure.id(), later.getMessage());
    }
  }
}
