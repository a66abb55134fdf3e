package org.keqiao.privacy;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How long the past stays.
 *
 * @param credentials what was signed in with before, after it was replaced
 * @param events sign-ins and exports in the audit
 * @param quality what players reported
 */
public record RetentionSettings(Duration credentials, Duration events, Duration quality) {

  private static final Duration DAY = Duration.ofDays(1);

  /** Six months, as the Cybersecurity Law (网络安全法) asks for the logs of a network. */
  private static final Duration SIX_MONTHS = Duration.ofDays(184);

  private static final Duration YEAR = Duration.ofDays(365);

  /** Reads the {@code privacy.*} settings. */
  public static RetentionSettings from(SettingsReader reader) {
    return new RetentionSettings(
        atLeast(DAY, reader, "privacy.keepCredentials", Duration.ofDays(30)),
        atLeast(SIX_MONTHS, reader, "privacy.keepEvents", YEAR),
        atLeast(DAY, reader, "privacy.keepQuality", YEAR));
  }

  private static Duration atLeast(
      Duration least, SettingsReader reader, String key, Duration fallback) {
    Duration keep = reader.duration(key, fallback);
    if (keep.compareTo(least) < 0) {
      reader.refuse(key, "must be %dd or more".formatted(least.toDays()));
    }
    return keep;
  }
}
