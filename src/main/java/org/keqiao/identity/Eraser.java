package org.keqiao.identity;

import java.time.Instant;
import org.keqiao.identity.oidc.IdentityLinks;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** Does what an erasure asks for; each step may be done twice, and by several servers at once. */
final class Eraser {

  private final Records<Erasure> erasures;
  private final Records<Account> accounts;
  private final Records<Session> sessions;
  private final Credentials credentials;
  private final IdentityLinks links;

  Eraser(
      Records<Erasure> erasures,
      Records<Account> accounts,
      Records<Session> sessions,
      Credentials credentials,
      IdentityLinks links) {
    this.erasures = erasures;
    this.accounts = accounts;
    this.sessions = sessions;
    this.credentials = credentials;
    this.links = links;
  }

  /**
   * Goes on with an erasure as far as can be now: what was written shortly ago is not deleted yet,
   * because somebody may be writing the version after it.
   *
   * @return how far it is
   */
  Entry<Erasure> goOn(Entry<Erasure> erasure) {
    Id account = erasure.id();
    String by = erasure.value().by().value();
    Entry<Erasure> now = erasure;
    if (!now.value().has(Erasure.Step.PSEUDONYM)) {
      accounts.update(account, by, person -> person.erased(account));
      now = done(now, Erasure.Step.PSEUDONYM);
    }
    if (!now.value().has(Erasure.Step.SIGNED_OUT)) {
      signOut(account, by);
      now = done(now, Erasure.Step.SIGNED_OUT);
    }
    boolean forgotten = forget(account, Instant.now().minus(Records.LONGEST_REQUEST));
    return forgotten ? done(now, Erasure.Step.FORGOTTEN) : now;
  }

  private Entry<Erasure> done(Entry<Erasure> erasure, Erasure.Step step) {
    return erasures.update(erasure.id(), erasure.value().by().value(), each -> each.with(step));
  }

  private void signOut(Id account, String by) {
    for (Id session : OwnSessions.names(sessions, account)) {
      if (sessions.newest(session).isPresent()) {
        sessions.update(session, by, Session::ended);
      }
    }
    // The code is thrown away, so that nobody has it.
    credentials.begin(account, by);
    links.unlink(account, by);
  }

  private boolean forget(Id account, Instant before) {
    boolean forgotten = links.forget(account, before);
    for (Id session : OwnSessions.names(sessions, account)) {
      forgotten &= sessions.forget(session, before);
    }
    forgotten &= forgetHistory(accounts, account, before);
    return forgetHistory(credentials.records(), account, before) && forgotten;
  }

  private static <T> boolean forgetHistory(Records<T> records, Id id, Instant before) {
    records.forgetHistory(id, before);
    return records.history(id).size() <= 1;
  }
}
