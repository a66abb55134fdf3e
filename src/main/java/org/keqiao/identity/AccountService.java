package org.keqiao.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.http.Caller;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Accounts: made once per login name, checked by password, turned into callers. */
public final class AccountService {

  /** Accounts are read by id only and never leave the bucket. */
  public static final RecordType<Account> TYPE = new RecordType<>("account", Account.class);

  private static final String SYSTEM = "system";
  private static final int LONGEST_PASSWORD = 1024;

  private final Records<Account> accounts;

  /** Accounts of these records. */
  public AccountService(Records<Account> accounts) {
    this.accounts = accounts;
  }

  /**
   * The id of the account with this login name. It follows from the name, so that a conditional
   * create is all it takes to have one account per name.
   */
  public static Id idOf(String login) {
    String name = login.strip().toLowerCase(Locale.ROOT);
    return new Id("a-" + DigestUtils.sha256Hex(name).substring(0, 20));
  }

  /** Makes an account unless the login name is taken; true when it was made. */
  public boolean createIfAbsent(
      String login,
      String name,
      String password,
      List<RoleGrant> roles,
      Optional<String> school,
      Profile profile) {
    Id id = idOf(login);
    if (accounts.find(id).isPresent()) {
      return false;
    }
    Account account =
        new Account(
            login.strip().toLowerCase(Locale.ROOT),
            name,
            Passwords.hash(password),
            roles,
            school,
            profile);
    return accounts.createIfAbsent(id, account, SYSTEM).isPresent();
  }

  /**
   * Makes the administrator that a platform without accounts begins with.
   *
   * @return her random password, or nothing when there are accounts already
   */
  public Optional<String> createFirstAdministrator() {
    if (accounts.ids().findFirst().isPresent()) {
      return Optional.empty();
    }
    String password = Passwords.random();
    boolean made =
        createIfAbsent(
            "admin",
            "系统管理员",
            password,
            List.of(new RoleGrant(Role.ADMIN, RoleGrant.EVERYWHERE)),
            Optional.empty(),
            Profile.UNKNOWN);
    return made ? Optional.of(password) : Optional.empty();
  }

  /** The account, when login name and password belong together. */
  Optional<Entry<Account>> check(String login, String password) {
    if (password.length() > LONGEST_PASSWORD) {
      return Optional.empty();
    }
    Optional<Entry<Account>> found = accounts.find(idOf(login));
    boolean matches =
        found
            .map(account -> Passwords.matches(password, account.value().passwordHash()))
            .orElseGet(() -> Passwords.refuse(password));
    return matches ? found : Optional.empty();
  }

  /** The account with this id. */
  Optional<Entry<Account>> find(Id id) {
    return accounts.find(id);
  }

  /** What an account may do. */
  static Caller caller(Entry<Account> account) {
    List<RoleGrant> roles = account.value().roles();
    return new Caller(
        account.id().value(),
        Policy.of(roles),
        account.value().school(),
        roles.stream().anyMatch(grant -> grant.role() == Role.ADMIN));
  }

  /** The caller that an account is, for what the program does in its name. */
  public Optional<Caller> caller(String login) {
    return accounts.find(idOf(login)).map(AccountService::caller);
  }

  /** What a teacher teaches. */
  public Profile profile(Caller caller) {
    return accounts
        .find(new Id(caller.account()))
        .map(account -> account.value().profile())
        .orElse(Profile.UNKNOWN);
  }
}
