package org.keqiao.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.http.Caller;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Accounts: made once per login name, checked by password, turned into callers. */
public final class AccountService {

  /** Accounts. */
  public static final RecordType<Account> TYPE = new RecordType<>("account", Account.class);

  private static final String SYSTEM = "system";
  private static final int LONGEST_PASSWORD = 1024;

  private final Records<Account> accounts;
  private final Credentials credentials;

  AccountService(Records<Account> accounts, Credentials credentials) {
    this.accounts = accounts;
    this.credentials = credentials;
  }

  /** A login name as it is kept. */
  public static String normal(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The id of the account with this login name. It follows from the name, so that a conditional
   * create is all it takes to have one account per name.
   */
  public static Id idOf(String login) {
    return new Id("a-" + DigestUtils.sha256Hex(normal(login)).substring(0, 20));
  }

  /**
   * Plants an account that the platform begins with, unless the login name is taken; its card is
   * left to the next reconciliation.
   */
  public void plant(Account account, String password) {
    Id id = idOf(account.login());
    if (accounts.newest(id).isEmpty()) {
      credentials.choose(id, password, SYSTEM);
      accounts.plant(id, account, SYSTEM);
    }
  }

  /**
   * Makes the administrator that a platform without accounts begins with; one who was made and got
   * no password, because the server was killed in between, gets it now.
   *
   * @return her random password, or nothing when there are accounts already
   */
  public Optional<String> createFirstAdministrator() {
    Id id = idOf("admin");
    if (accounts.ids().anyMatch(other -> !other.equals(id))) {
      return Optional.empty();
    }
    Account administrator =
        new Account(
            "admin",
            "系统管理员",
            List.of(new RoleGrant(Role.ADMIN, RoleGrant.EVERYWHERE)),
            Optional.empty(),
            Profile.UNKNOWN,
            false,
            true,
            0);
    accounts.createIfAbsent(id, administrator, SYSTEM);
    return credentials.beginIfNone(id, SYSTEM);
  }

  /** Makes an account that nobody signs in to with a password, unless there is one already. */
  void enrol(Account account) {
    accounts.createIfAbsent(idOf(account.login()), account, SYSTEM);
  }

  /** The account, when login name and password belong together and it may sign in. */
  Optional<Entry<Account>> check(String login, String password) {
    if (password.length() > LONGEST_PASSWORD) {
      return Optional.empty();
    }
    Id id = idOf(login);
    boolean matches = credentials.match(id, password);
    return newest(id).filter(account -> matches);
  }

  /** The account with this id, as long as it may sign in. */
  Optional<Entry<Account>> find(Id id) {
    return accounts.find(id).filter(account -> !account.value().disabled());
  }

  /** The same, as the bucket has it at this moment. */
  Optional<Entry<Account>> newest(Id id) {
    return accounts.newest(id).filter(account -> !account.value().disabled());
  }

  /**
   * Whether there is an account with this id, whether it may sign in or not. The bucket is asked
   * either way, so that the time does not tell.
   */
  boolean isKnown(Id id) {
    return accounts.newest(id).isPresent();
  }

  /** What an account may do. */
  static Caller caller(Entry<Account> account) {
    Optional<String> school = account.value().school();
    return new Caller(account.id().value(), school, Policy.of(account.value().roles(), school));
  }

  /** The caller that an account is, for what the program does in its name. */
  public Optional<Caller> caller(String login) {
    return accounts.find(idOf(login)).map(AccountService::caller);
  }

  /**
   * Forgets what accounts signed in with and what was replaced before a moment.
   *
   * @return how many
   */
  public long forgetReplacedCredentials(Instant before) {
    return credentials.forgetReplaced(before);
  }

  /** The caller that an account is, by its id, as long as it may sign in. */
  public Optional<Caller> callerOf(Id id) {
    return find(id).map(AccountService::caller);
  }

  /** How somebody is addressed, when there is such an account. */
  public Optional<String> name(Id id) {
    return accounts.find(id).map(account -> account.value().name());
  }

  /** Every account with a role that may sign in, as written up to now. */
  public Stream<Entry<Account>> withRole(Role role) {
    return Listing.all(accounts, Map.of("role", role.label(), "disabled", "false"));
  }

  /** What a teacher teaches. */
  public Profile profile(Caller caller) {
    return accounts
        .find(new Id(caller.account()))
        .map(account -> account.value().profile())
        .orElse(Profile.UNKNOWN);
  }
}
