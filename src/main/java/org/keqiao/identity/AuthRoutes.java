package org.keqiao.identity;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Sign-in over HTTP. */
final class AuthRoutes {

  private final SessionService sessions;
  private final AccountService accounts;

  AuthRoutes(SessionService sessions, AccountService accounts) {
    this.sessions = sessions;
    this.accounts = accounts;
  }

  List<Route> routes() {
    return List.of(
        Route.api("issueToken", HttpMethod.POST, "/auth/token", Permission.PUBLIC, this::issue),
        Route.api(
            "refreshToken", HttpMethod.POST, "/auth/refresh", Permission.PUBLIC, this::refresh),
        Route.api("revokeToken", HttpMethod.POST, "/auth/revoke", Permission.PUBLIC, this::revoke),
        Route.api("readMe", HttpMethod.GET, "/me", Permission.OWN_ACCOUNT, this::me));
  }

  record Credentials(Optional<String> login, Optional<String> password) {}

  record RefreshToken(Optional<String> refreshToken) {

    String required() {
      return refreshToken.orElseThrow(
          () -> FaultException.invalid(new Violations().add("/refreshToken", "missing").found()));
    }
  }

  record Me(
      Id id,
      String login,
      String name,
      List<RoleGrant> roles,
      Set<Permission> permissions,
      Optional<String> school,
      Profile profile,
      boolean mustChangePassword) {}

  private Reply issue(Call call) {
    Credentials sent = call.body(Credentials.class);
    Violations violations = new Violations();
    if (sent.login().isEmpty()) {
      violations.add("/login", "missing");
    }
    if (sent.password().isEmpty()) {
      violations.add("/password", "missing");
    }
    violations.refuse();
    String device = Device.of(call.header("User-Agent"));
    return secret(sessions.signIn(sent.login().orElse(""), sent.password().orElse(""), device));
  }

  private Reply refresh(Call call) {
    return secret(sessions.refresh(call.body(RefreshToken.class).required()));
  }

  private Reply revoke(Call call) {
    sessions.revoke(call.body(RefreshToken.class).required());
    return Reply.empty();
  }

  private Reply me(Call call) {
    Entry<Account> account =
        accounts
            .find(new Id(call.caller().account()))
            .orElseThrow(() -> FaultException.unauthenticated("token-invalid"));
    Account value = account.value();
    return Reply.ok(
            new Me(
                account.id(),
                value.login(),
                value.name(),
                value.roles(),
                Policy.of(value.roles(), value.school()).keySet(),
                value.school(),
                value.profile(),
                call.caller().mustChangePassword()))
        .header("Cache-Control", "no-store");
  }

  private static Reply secret(SessionService.Tokens tokens) {
    return Reply.ok(tokens).header("Cache-Control", "no-store");
  }
}
