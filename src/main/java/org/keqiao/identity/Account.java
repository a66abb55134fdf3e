package org.keqiao.identity;

import java.util.List;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * A person or machine that signs in; what she signs in with is kept apart, as a {@link Credential}.
 *
 * @param login name to sign in with, unique, in lower case
 * @param name how she is addressed
 * @param roles what she may do and where
 * @param school id of her school
 * @param profile what she teaches
 * @param disabled whether she may not sign in any more
 * @param mustChangePassword whether somebody else knows her password: whoever made it or handed it
 *     over
 * @param generation how often all sessions of the account were ended; a session of an earlier
 *     generation is over
 */
public record Account(
    String login,
    String name,
    List<RoleGrant> roles,
    Optional<String> school,
    Profile profile,
    boolean disabled,
    boolean mustChangePassword,
    int generation) {

  /** No login name that somebody may choose has a colon. */
  private static final String ERASED = "erased:";

  private static final int SHORT = 8;

  /** Keeps its roles from changing. */
  public Account {
    roles = List.copyOf(roles);
  }

  Account mustChangePassword(boolean must) {
    return new Account(login, name, roles, school, profile, disabled, must, generation);
  }

  /** Ends every session that there is. */
  Account sessionsEnded() {
    return new Account(
        login, name, roles, school, profile, disabled, mustChangePassword, generation + 1);
  }

  /**
   * What is left when nobody may know any more whose it was: a name that stands for the account
   * wherever something was done by it. Where it worked and with what roles stays, so that whoever
   * keeps that place can answer for it.
   */
  Account erased(Id id) {
    if (isErased()) {
      return this;
    }
    String shortly = id.value().substring(Math.max(0, id.value().length() - SHORT));
    return new Account(
        ERASED + shortly,
        "已注销用户 " + shortly,
        roles,
        school,
        Profile.UNKNOWN,
        true,
        false,
        generation + 1);
  }

  /** Whether its person was erased. */
  boolean isErased() {
    return login.startsWith(ERASED);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "Account[roles=%s]".formatted(roles);
  }
}
