package org.keqiao.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;

/**
 * Accounts as those see them who keep a school or a region: made, changed, disabled. Nobody gives a
 * role that her own do not let her give, nor where they do not hold, nor changes an account that
 * has such a role.
 */
public final class StaffService {

  private static final String ACCOUNT = "account";

  private final Records<Account> accounts;
  private final Credentials credentials;
  private final SchoolService schools;

  StaffService(Records<Account> accounts, Credentials credentials, SchoolService schools) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.schools = schools;
  }

  /**
   * An account, and what it signs in with for the first time.
   *
   * @param initialPassword shown now and never again
   */
  public record Made(Entry<Account> account, String initialPassword) {}

  /** An account within reach; others do not exist for the caller. */
  Entry<Account> read(Caller caller, Id id) {
    return reached(caller, Permission.READ_ACCOUNT, id);
  }

  /**
   * An account that the caller may change.
   *
   * @throws FaultException not found; forbidden, when it has a role that she could not give;
   *     conflict, when its person was erased
   */
  Entry<Account> readToChange(Caller caller, Id id) {
    Entry<Account> account = kept(caller, id);
    refuseErased(account.value());
    return account;
  }

  /**
   * An account that the caller answers for, whether its person was erased or not.
   *
   * @throws FaultException not found; forbidden, when it has a role that she could not give
   */
  public Entry<Account> kept(Caller caller, Id id) {
    Entry<Account> account = reached(caller, Permission.EDIT_ACCOUNT, id);
    refuseHigher(caller, account);
    return account;
  }

  private static void refuseErased(Account account) {
    if (account.isErased()) {
      throw FaultException.conflict("account-erased");
    }
  }

  private Entry<Account> reached(Caller caller, Permission permission, Id id) {
    Entry<Account> account = accounts.read(id);
    caller.require(permission, AccountIndex.place(account, schools), ACCOUNT, id.value());
    return account;
  }

  Listing<Account> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        accounts,
        filters,
        caller.reach(Permission.READ_ACCOUNT).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * Makes an account with a random password that must be changed.
   *
   * @throws FaultException invalid; conflict, when the login name is taken
   */
  public Made create(Caller caller, AccountDraft draft) {
    Violations violations = new Violations();
    check(caller, draft, violations);
    violations.refuse();
    Account account = draft.begun();
    Id id = AccountService.idOf(account.login());
    Entry<Account> made =
        accounts
            .createIfAbsent(id, account, caller.account())
            .orElseThrow(() -> FaultException.conflict("account-exists", account.login()));
    return new Made(made, credentials.begin(id, caller.account()));
  }

  /** Notes what is wrong with a draft, and which of its roles are not the caller's to give. */
  public void check(Caller caller, AccountDraft draft, Violations violations) {
    draft.check(violations);
    List<RoleGrant> grants = draft.grants();
    for (int i = 0; i < grants.size(); i++) {
      checkGrant(caller, "/roles/" + i, grants.get(i), violations);
    }
    Optional<String> school = draft.school();
    if (school.isPresent() && !schools.isNode(school.get())) {
      violations.add("/school", "school-not-found", school.get());
    } else if (school.isPresent()
        && !caller.may(Permission.EDIT_ACCOUNT, Place.at(schools.around(school.get())))) {
      violations.add("/school", "beyond-reach", school.get());
    }
  }

  private void checkGrant(Caller caller, String pointer, RoleGrant grant, Violations violations) {
    boolean everywhere = grant.scope().equals(RoleGrant.EVERYWHERE);
    if (!everywhere && !(Id.isId(grant.scope()) && schools.isNode(grant.scope()))) {
      violations.add(pointer + "/scope", "unknown-scope", grant.scope());
    } else if (!mayGrant(caller, grant)) {
      violations.add(pointer, "grant-beyond-reach", grant.role().label(), grant.scope());
    }
  }

  private boolean mayGrant(Caller caller, RoleGrant grant) {
    Place place =
        grant.scope().equals(RoleGrant.EVERYWHERE)
            ? Place.PLATFORM
            : Place.at(schools.around(grant.scope()));
    return caller.may(grant.role().granting(), place);
  }

  /** Changes an account, by a merge patch of what is said of it. */
  Entry<Account> change(Caller caller, Id id, long version, ObjectNode patch) {
    kept(caller, id);
    return accounts.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        before ->
            redrafted(
                caller,
                id,
                before,
                MergePatch.apply(AccountDraft.of(before), patch, AccountDraft.class)));
  }

  /** Gives an account what another draft says of it, whatever its version is. */
  public Entry<Account> replace(Caller caller, Id id, AccountDraft draft) {
    kept(caller, id);
    return accounts.update(id, caller.account(), before -> redrafted(caller, id, before, draft));
  }

  private Account redrafted(Caller caller, Id id, Account before, AccountDraft draft) {
    refuseErased(before);
    Violations violations = new Violations();
    check(caller, draft, violations);
    if (draft.login().map(AccountService::idOf).filter(id::equals).isEmpty()) {
      violations.add("/login", "cannot-change");
    }
    violations.refuse();
    Account after = draft.account(before);
    if (after.disabled() && caller.account().equals(id.value())) {
      throw FaultException.conflict("account-own");
    }
    return after.disabled() && !before.disabled() ? after.sessionsEnded() : after;
  }

  /** An account with a role that the caller could not give is not hers to change. */
  private void refuseHigher(Caller caller, Entry<Account> account) {
    if (!account.value().roles().stream().allMatch(grant -> mayGrant(caller, grant))) {
      throw FaultException.forbidden();
    }
  }

  /** Gives an account a new random password, in place of one that was lost; ends its sessions. */
  Made reset(Caller caller, Id id) {
    readToChange(caller, id);
    String password = credentials.begin(id, caller.account());
    return new Made(
        accounts.update(
            id,
            caller.account(),
            account -> {
              refuseErased(account);
              return account.mustChangePassword(true).sessionsEnded();
            }),
        password);
  }

  /** Ends all sessions of an account, whoever has them. */
  void endSessions(Caller caller, Id id) {
    kept(caller, id);
    accounts.update(id, caller.account(), Account::sessionsEnded);
  }

  /** An account that the caller may change; nothing when there is none of this login name. */
  public Optional<Entry<Account>> find(Caller caller, String login) {
    return accounts.find(AccountService.idOf(login)).filter(account -> keeps(caller, account));
  }

  /** The nodes of the tree that an account belongs to; none when there is no such account. */
  public List<String> nodes(Id id) {
    return accounts
        .find(id)
        .map(account -> AccountIndex.place(account, schools).nodes())
        .orElse(List.of());
  }

  /** Whether there is an account with this login name, whoever keeps it. */
  public boolean isTaken(String login) {
    return accounts.find(AccountService.idOf(login)).isPresent();
  }

  private boolean keeps(Caller caller, Entry<Account> account) {
    return !account.value().isErased()
        && caller.may(Permission.EDIT_ACCOUNT, AccountIndex.place(account, schools))
        && account.value().roles().stream().allMatch(grant -> mayGrant(caller, grant));
  }

  /** Every account that the caller may change, in the order of their ids. */
  public Stream<Entry<Account>> kept(Caller caller) {
    return Listing.all(accounts, Map.of(), caller.reach(Permission.EDIT_ACCOUNT).within())
        .filter(account -> keeps(caller, account));
  }
}
