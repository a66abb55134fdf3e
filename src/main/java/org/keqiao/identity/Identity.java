package org.keqiao.identity;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Gate;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Records;
import org.keqiao.store.Secrets;

/**
 * The parts of this package, put together.
 *
 * @param accounts accounts
 * @param gate finds out who calls
 * @param routes sign-in
 */
public record Identity(AccountService accounts, Gate gate, List<Route> routes) {

  /** Puts the parts together over a bucket. */
  public static Identity over(
      Vertx vertx, Bucket bucket, Secrets secrets, IdentitySettings settings) {
    AccountService accounts =
        new AccountService(new Records<>(bucket, AccountService.TYPE, Optional.empty()));
    SessionService sessions =
        new SessionService(
            accounts,
            new Records<>(bucket, SessionService.TYPE, Optional.empty()),
            new AccessTokens(vertx, secrets.key("access-token"), settings.accessTokenLife()),
            settings.refreshTokenLife(),
            new SignInDoor(settings.signIns()));
    return new Identity(accounts, sessions, new AuthRoutes(sessions, accounts).routes());
  }
}
