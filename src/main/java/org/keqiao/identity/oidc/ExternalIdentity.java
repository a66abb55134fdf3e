package org.keqiao.identity.oidc;

import java.util.Optional;

/**
 * Who the holder of an account is elsewhere; has the id of the account.
 *
 * @param issuer the provider that knows her
 * @param claim which of its claims tells who she is
 * @param value what that claim says; nothing when the account is linked no more
 */
public record ExternalIdentity(String issuer, String claim, Optional<String> value) {

  /** Names nobody. */
  @Override
  public String toString() {
    return "ExternalIdentity[claim=%s]".formatted(claim);
  }
}
