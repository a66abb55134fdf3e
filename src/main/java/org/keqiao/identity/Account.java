package org.keqiao.identity;

import java.util.List;
import java.util.Optional;

/**
 * A person or machine that signs in.
 *
 * @param login name to sign in with, unique, in lower case
 * @param name how she is addressed
 * @param passwordHash Argon2id in the PHC string format
 * @param roles what she may do and where
 * @param school id of her school
 * @param profile what she teaches
 */
public record Account(
    String login,
    String name,
    String passwordHash,
    List<RoleGrant> roles,
    Optional<String> school,
    Profile profile) {

  /** Never prints the hash. */
  @Override
  public String toString() {
    return "Account[login=%s, roles=%s]".formatted(login, roles);
  }
}
