package org.keqiao.identity;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How long a sign-in lasts, and how many there may be.
 *
 * @param accessTokenLife how long an access token is good
 * @param refreshTokenLife how long a session lives without being used
 * @param signIns how many passwords are checked
 */
public record IdentitySettings(
    Duration accessTokenLife, Duration refreshTokenLife, SignInDoor.Settings signIns) {

  /** Reads the {@code identity.*} settings. */
  public static IdentitySettings from(SettingsReader reader) {
    return new IdentitySettings(
        reader.duration("identity.accessTokenLife", Duration.ofMinutes(10)),
        reader.duration("identity.refreshTokenLife", Duration.ofDays(14)),
        SignInDoor.Settings.from(reader));
  }
}
