package org.keqiao.ingest.upload;

import java.time.Duration;
import org.keqiao.fault.FaultException;

/** Ends a body that trickles only to hold a place; time that we ourselves take does not count. */
final class Pace {

  /** How long the rate is averaged. */
  static final Duration SPAN = Duration.ofSeconds(30);

  private final long slowest;
  private long waitedNanos;
  private long bytes;

  /**
   * @param slowest bytes a second
   */
  Pace(long slowest) {
    this.slowest = slowest;
  }

  /**
   * Counts bytes and the time that was waited for them.
   *
   * @throws FaultException conflict {@code upload-too-slow}
   */
  void require(int more, long nanos) {
    bytes += more;
    waitedNanos += nanos;
    if (waitedNanos >= SPAN.toNanos()) {
      if (bytes < slowest * SPAN.toSeconds()) {
        throw FaultException.conflict("upload-too-slow");
      }
      bytes = 0;
      waitedNanos = 0;
    }
  }
}
