package org.keqiao.identity;

import java.util.Optional;
import org.keqiao.identity.password.Turns;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** A password that nobody knows any more, not even an administrator who could sign in. */
public final class LostPassword {

  private static final String BY = "system";

  private LostPassword() {}

  /**
   * Gives an account a new random password, which must be changed, and ends its sessions.
   *
   * @param bucket where accounts are; their cards are left to the next reconciliation
   * @return the password, or nothing when there is no such account
   */
  public static Optional<String> replace(Bucket bucket, String login) {
    Records<Account> accounts = new Records<>(bucket, AccountService.TYPE, Optional.empty());
    Id id = AccountService.idOf(login);
    if (accounts.newest(id).isEmpty()) {
      return Optional.empty();
    }
    String password = new Credentials(bucket, new Turns(1)).begin(id, BY);
    accounts.update(id, BY, account -> account.mustChangePassword(true).sessionsEnded());
    return Optional.of(password);
  }
}
