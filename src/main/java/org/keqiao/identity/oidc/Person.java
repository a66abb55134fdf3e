package org.keqiao.identity.oidc;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.FaultException;

/**
 * Somebody whom the provider vouches for.
 *
 * @param claims what it says of her
 */
public record Person(Map<String, Object> claims) {

  /** The claim that many providers let people write themselves. */
  private static final String EMAIL = "email";

  /** Keeps its claims from changing. */
  public Person {
    claims = Map.copyOf(claims);
  }

  /** A claim that is a text or a number. */
  public Optional<String> claim(String name) {
    Object value = claims.get(name);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /**
   * The claim that tells whose account it is.
   *
   * @throws FaultException unauthenticated, when it is an e-mail address that the provider has not
   *     verified: anybody could have given it
   */
  public Optional<String> identifier(String name) {
    if (name.equals(EMAIL) && !Boolean.TRUE.equals(claims.get("email_verified"))) {
      throw FaultException.unauthenticated("single-sign-on-unverified");
    }
    return claim(name).map(value -> normal(name, value));
  }

  /** An identifier as it is kept: e-mail addresses are the same in capitals. */
  static String normal(String name, String value) {
    return name.equals(EMAIL) ? value.strip().toLowerCase(Locale.ROOT) : value.strip();
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "Person";
  }
}
