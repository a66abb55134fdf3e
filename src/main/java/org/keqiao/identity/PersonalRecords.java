package org.keqiao.identity;

import java.util.stream.Stream;
import org.keqiao.identity.oidc.IdentityLinks;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** What this package keeps about one person, without what she signs in with. */
public final class PersonalRecords {

  private final Records<Account> accounts;
  private final OwnSessions sessions;
  private final IdentityLinks links;

  PersonalRecords(Records<Account> accounts, OwnSessions sessions, IdentityLinks links) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.links = links;
  }

  /** The account itself. */
  public Stream<Entry<?>> accounts(Id account) {
    return accounts.find(account).<Entry<?>>map(found -> found).stream();
  }

  /** Where the account is signed in. */
  public Stream<Entry<?>> sessions(Id account) {
    return sessions.of(account).stream()
        .flatMap(
            session ->
                session
                    .value()
                    .use()
                    .<Entry<?>>map(
                        use ->
                            new Entry<>(
                                session.id(),
                                session.version(),
                                session.createdAt(),
                                session.at(),
                                session.by(),
                                use))
                    .stream());
  }

  /** Who its holder is to a single sign-on. */
  public Stream<Entry<?>> externalIdentities(Id account) {
    return links.identities().find(account).<Entry<?>>map(found -> found).stream();
  }
}
