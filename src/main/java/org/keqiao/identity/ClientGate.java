package org.keqiao.identity;

import java.util.Optional;
import org.keqiao.audit.Event;
import org.keqiao.audit.Events;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Gate;
import org.keqiao.identity.client.ClientSecrets;
import org.keqiao.store.Id;

/** Lets other systems in by their secrets, and people by whatever they have. */
final class ClientGate implements Gate {

  private final AccountService accounts;
  private final ClientSecrets secrets;
  private final AccessTokens tokens;
  private final Events events;
  private final Gate people;

  ClientGate(
      AccountService accounts,
      ClientSecrets secrets,
      AccessTokens tokens,
      Events events,
      Gate people) {
    this.accounts = accounts;
    this.secrets = secrets;
    this.tokens = tokens;
    this.events = events;
    this.people = people;
  }

  /**
   * What a client is given.
   *
   * @param expiresIn seconds
   */
  record Token(String value, long expiresIn) {}

  /** A token for a client, when the secret is its own and it may sign in. */
  Optional<Token> token(String client, String secret) {
    Optional<Id> id = Optional.of(client).filter(Id::isId).map(Id::new).filter(accounts::isKnown);
    Optional<Id> session =
        id.flatMap(accounts::find).flatMap(known -> secrets.session(known.id(), secret));
    if (id.isEmpty() || session.isEmpty()) {
      events.refused(id);
      return Optional.empty();
    }
    events.happened(Event.Kind.SIGN_IN, id.get());
    return Optional.of(new Token(tokens.issue(id.get(), session.get()), tokens.lifeSeconds()));
  }

  @Override
  public Caller identify(String bearerToken) {
    AccessTokens.Claim claim = tokens.verify(bearerToken);
    if (!ClientSecrets.isOfClient(claim.session())) {
      return people.identify(bearerToken);
    }
    return accounts
        .find(claim.account())
        .filter(account -> secrets.stands(account.id(), claim.session()))
        .map(AccountService::caller)
        .orElseThrow(() -> FaultException.unauthenticated("token-invalid"));
  }
}
