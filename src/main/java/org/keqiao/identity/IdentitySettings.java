package org.keqiao.identity;

import java.time.Duration;
import java.util.Optional;
import org.keqiao.identity.oidc.OidcSettings;
import org.keqiao.identity.password.SignInDoor;
import org.keqiao.settings.SettingsReader;

/**
 * How long a sign-in lasts, and how many there may be.
 *
 * @param accessTokenLife how long an access token is good
 * @param refreshTokenLife how long a session lives without being used
 * @param signIns how many passwords are checked
 * @param shortestPassword code points that a password has at least that somebody chooses
 * @param clientSecretGrace how long the secret of another system is good once it has a newer one
 * @param oidc the provider that people may sign in with
 */
public record IdentitySettings(
    Duration accessTokenLife,
    Duration refreshTokenLife,
    SignInDoor.Settings signIns,
    int shortestPassword,
    Duration clientSecretGrace,
    Optional<OidcSettings> oidc) {

  /** What NIST SP 800-63B-4 lets nobody go below, and the least that it lets everybody type. */
  private static final int SHORTEST = 8;

  private static final int LONGEST_SHORTEST = 64;

  /** Reads the {@code identity.*} settings. */
  public static IdentitySettings from(SettingsReader reader) {
    return new IdentitySettings(
        reader.duration("identity.accessTokenLife", Duration.ofMinutes(10)),
        reader.duration("identity.refreshTokenLife", Duration.ofDays(14)),
        SignInDoor.Settings.from(reader),
        reader.number("identity.shortestPassword", SHORTEST, SHORTEST, LONGEST_SHORTEST),
        reader.duration("identity.clientSecretGrace", Duration.ofDays(1)),
        OidcSettings.from(reader));
  }
}
