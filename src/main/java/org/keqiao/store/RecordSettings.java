package org.keqiao.store;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How records are kept in memory.
 *
 * @param memory how much heap they may take, bytes
 * @param fresh how long a copy is believed without asking the bucket
 */
public record RecordSettings(long memory, Duration fresh) {

  /** What holds if nothing is said. */
  public static final RecordSettings USUAL = new RecordSettings(64L << 20, Duration.ofSeconds(5));

  /** Reads the {@code records.*} settings. */
  public static RecordSettings from(SettingsReader reader) {
    return new RecordSettings(
        reader.bytes("records.memory", USUAL.memory()),
        reader.duration("records.fresh", USUAL.fresh()));
  }
}
