package org.keqiao.identity;

import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.identity.password.PasswordRules;
import org.keqiao.identity.password.SignInDoor;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** A password that its owner changes. */
final class PasswordChange {

  private static final String NEW = "/newPassword";

  private final Records<Account> accounts;
  private final Credentials credentials;
  private final OwnSessions sessions;
  private final SchoolService schools;
  private final PasswordRules rules;
  private final SignInDoor door;

  PasswordChange(
      Records<Account> accounts,
      Credentials credentials,
      OwnSessions sessions,
      SchoolService schools,
      PasswordRules rules,
      SignInDoor door) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.sessions = sessions;
    this.schools = schools;
    this.rules = rules;
    this.door = door;
  }

  /**
   * Gives the caller's account another password. All its sessions end, but the one that this is
   * asked in.
   *
   * @throws FaultException invalid, when the old one is wrong or the new one is refused; too many,
   *     after wrong ones
   */
  void change(Caller caller, String oldPassword, String newPassword) {
    Id id = new Id(caller.account());
    Entry<Account> account = accounts.read(id);
    check(account.value(), oldPassword, newPassword);
    if (door.pass(id, () -> Optional.of(id).filter(own -> credentials.match(own, oldPassword)))
        .isEmpty()) {
      throw FaultException.invalid(
          new Violations().add("/oldPassword", "old-password-wrong").found());
    }
    credentials.choose(id, newPassword, caller.account());
    Entry<Account> changed =
        accounts.update(
            id, caller.account(), before -> before.mustChangePassword(false).sessionsEnded());
    sessions.goOn(caller, changed.value().generation());
  }

  private void check(Account account, String oldPassword, String newPassword) {
    Violations violations = new Violations();
    rules.check(
        NEW,
        newPassword,
        PersonalWords.of(account, account.school().flatMap(schools::name)),
        violations);
    if (newPassword.equals(oldPassword)) {
      violations.add(NEW, "password-same");
    }
    violations.refuse();
  }
}
