package org.keqiao.delivery;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How media reaches viewers.
 *
 * @param urlLife how long a signed URL is good, at least
 * @param memory how much media is kept in memory, bytes
 */
public record DeliverySettings(Duration urlLife, long memory) {

  private static final long QUARTER_GIB = 256L << 20;

  /** Reads the {@code delivery.*} settings. */
  public static DeliverySettings from(SettingsReader reader) {
    return new DeliverySettings(
        reader.duration("delivery.urlLife", Duration.ofHours(6)),
        reader.bytes("delivery.memory", QUARTER_GIB));
  }
}
