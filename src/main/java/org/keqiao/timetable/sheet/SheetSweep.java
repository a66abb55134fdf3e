package org.keqiao.timetable.sheet;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps sheets short. Leftovers are in nobody's way, so that it need not be often. */
public final class SheetSweep {

  private static final Logger LOG = LoggerFactory.getLogger(SheetSweep.class);

  private final Sheets sheets;
  private final Clock clock;
  private final Duration pause;

  /**
   * @param pause between two sweeps
   */
  public SheetSweep(Sheets sheets, Clock clock, Duration pause) {
    this.sheets = sheets;
    this.clock = clock;
    this.pause = pause;
  }

  /** Sweeps now and from time to time, until it is closed. */
  public AutoCloseable start() {
    return new Repeating("day sheets").now(pause, this::sweep);
  }

  private void sweep() {
    try {
      sheets.sweep(LocalDate.ofInstant(clock.instant(), Agreement.CHINA));
    } catch (RuntimeException away) {
      LOG.warn("day sheets cannot be swept now: {}", away.getMessage());
    }
  }
}
