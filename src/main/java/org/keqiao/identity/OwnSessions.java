package org.keqiao.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.limit.Client;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** The sessions of one account, as its owner sees and ends them. */
final class OwnSessions {

  private static final int READ_AT_ONCE = 16;
  private static final int MOST_HOMES = 10_000;

  private final Records<Account> accounts;
  private final Records<Session> sessions;

  /** Is asked for while somebody tries many passwords. */
  private final Cache<Id, Set<String>> homes =
      Caffeine.newBuilder()
          .maximumSize(MOST_HOMES)
          .expireAfterWrite(Duration.ofMinutes(1))
          .executor(Runnable::run)
          .build();

  OwnSessions(Records<Account> accounts, Records<Session> sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /** A name for a session of this account, by which it is found among those of others. */
  static Id name(Id account) {
    return new Id(account + "-" + Id.fresh());
  }

  /** The names of all sessions of an account, ended ones too, as long as they are kept. */
  static List<Id> names(Records<Session> sessions, Id account) {
    return sessions.idsBeginning(account + "-");
  }

  /** The sessions that can be used, in the order in which they began. */
  List<Entry<Session>> of(Id account) {
    int generation = accounts.newest(account).map(now -> now.value().generation()).orElse(-1);
    Instant now = Instant.now();
    return names(sessions, account).stream()
        .gather(Gatherers.mapConcurrent(READ_AT_ONCE, sessions::find))
        .flatMap(found -> found.stream())
        .filter(session -> session.value().account().equals(account))
        .filter(session -> session.value().generation() == generation)
        .filter(session -> session.value().isOpen(now))
        .toList();
  }

  /**
   * Ends one.
   *
   * @throws FaultException not found, when it is not the caller's or has ended
   */
  void end(Caller caller, Id session) {
    Id account = new Id(caller.account());
    if (of(account).stream().noneMatch(each -> each.id().equals(session))) {
      throw FaultException.notFound("session", session.value());
    }
    sessions.update(session, caller.account(), Session::ended);
  }

  /** Ends all, the one that this is asked in too. */
  void endAll(Caller caller) {
    accounts.update(new Id(caller.account()), caller.account(), Account::sessionsEnded);
  }

  /** Whether the account has a session that was used from an address last, a minute ago. */
  boolean usedFrom(Id account, String household) {
    return homes.get(account, this::homes).contains(household);
  }

  private Set<String> homes(Id account) {
    return of(account).stream()
        .flatMap(session -> session.value().use().stream())
        .map(use -> new Client(use.address(), false).household())
        .collect(Collectors.toSet());
  }

  /** Lets the session go on that the caller is in, when those of earlier generations are over. */
  void goOn(Caller caller, int generation) {
    caller
        .session()
        .map(Id::new)
        .ifPresent(
            own -> sessions.update(own, caller.account(), session -> session.in(generation)));
  }
}
