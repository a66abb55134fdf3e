package org.keqiao.selection.panel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reach;
import org.keqiao.identity.Account;
import org.keqiao.identity.AccountService;
import org.keqiao.identity.Role;
import org.keqiao.identity.RoleGrant;
import org.keqiao.selection.assignment.Reviewer;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * Who may review in a round: accounts whose role as reviewer holds in the place of the round or
 * around it, and who cannot see from elsewhere whose submissions are whose.
 */
final class Pool {

  private final AccountService accounts;
  private final RoundService rounds;
  private final Function<String, Optional<String>> stages;

  /**
   * @param stages the stage of a grade
   */
  Pool(AccountService accounts, RoundService rounds, Function<String, Optional<String>> stages) {
    this.accounts = accounts;
    this.rounds = rounds;
    this.stages = stages;
  }

  /** Every reviewer of a round. */
  List<Reviewer> of(Round round) {
    List<String> nodes = rounds.nodes(round);
    return accounts
        .withRole(Role.REVIEWER)
        .filter(account -> reviews(account.value(), nodes) && isBlind(account))
        .map(this::reviewer)
        .toList();
  }

  /** Somebody as a reviewer of a round; nothing when she is none. */
  Optional<Reviewer> find(Round round, Caller caller) {
    return of(round).stream().filter(each -> each.account().equals(caller.account())).findFirst();
  }

  /** How a reviewer is addressed. */
  Optional<String> name(String account) {
    return accounts.name(new Id(account));
  }

  private static boolean reviews(Account account, List<String> nodes) {
    return account.roles().stream()
        .filter(grant -> grant.role() == Role.REVIEWER)
        .map(RoleGrant::scope)
        .anyMatch(scope -> scope.equals(RoleGrant.EVERYWHERE) || nodes.contains(scope));
  }

  /** Her own school's submissions she may know: those she does not score. */
  private boolean isBlind(Entry<Account> account) {
    Reach sees =
        accounts
            .callerOf(account.id())
            .map(caller -> caller.reach(Permission.READ_SUBMISSION))
            .orElse(Reach.NOTHING);
    return !sees.everywhere()
        && Set.copyOf(account.value().school().stream().toList()).containsAll(sees.nodes());
  }

  private Reviewer reviewer(Entry<Account> account) {
    return new Reviewer(
        account.id().value(),
        account.value().school(),
        account.value().profile().subjects(),
        account.value().profile().grade().flatMap(stages));
  }
}
