package org.keqiao.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.keqiao.settings.SettingsReader;

/**
 * How media reaches viewers.
 *
 * @param way which way it takes
 * @param urlLife how long a signed URL is good, at least
 * @param memory how much media is kept in memory, bytes
 * @param disk how much media is kept on the local disk, bytes
 * @param bucketAddress the bucket's server as viewers reach it; only for {@link Way#REDIRECT}
 * @param accelLocation begins the internal location of nginx; only for {@link Way#ACCEL}
 * @param schoolShare per cent of the line of a school that media may take; 0 for all of it
 * @param schoolCap bytes a second that media may take to any school; 0 for all there are
 */
public record DeliverySettings(
    Way way,
    Duration urlLife,
    long memory,
    long disk,
    Optional<URI> bucketAddress,
    String accelLocation,
    int schoolShare,
    long schoolCap) {

  private static final long QUARTER_GIB = 256L << 20;
  private static final long TWO_GIB = 2L << 30;

  /** Ways to viewers. */
  public enum Way {
    /** Through this server. */
    PROXY,
    /** From the bucket's server itself. */
    REDIRECT,
    /** From the bucket's server through nginx in front of this one. */
    ACCEL
  }

  /** Reads the {@code delivery.*} settings. */
  public static DeliverySettings from(SettingsReader reader) {
    return new DeliverySettings(
        reader.choice("delivery.way", Way.PROXY),
        reader.duration("delivery.urlLife", Duration.ofHours(6)),
        reader.bytes("delivery.memory", QUARTER_GIB),
        reader.bytes("delivery.disk", TWO_GIB),
        reader.address("delivery.bucketAddress"),
        reader.text("delivery.accelLocation", "/bucket"),
        reader.number("delivery.schoolShare", 0, 0, 100),
        reader.bytes("delivery.schoolCap", 0));
  }
}
