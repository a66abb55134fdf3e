package org.keqiao.identity;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Accounts over HTTP, for those who keep them. */
final class AccountRoutes {

  private static final String ALL = "/accounts";
  private static final String ONE = "/accounts/:id";

  private final StaffService service;

  AccountRoutes(StaffService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api("listAccounts", HttpMethod.GET, ALL, Permission.READ_ACCOUNT, this::list),
        Route.api("createAccount", HttpMethod.POST, ALL, Permission.EDIT_ACCOUNT, this::create),
        Route.api("readAccount", HttpMethod.GET, ONE, Permission.READ_ACCOUNT, this::read),
        Route.api("changeAccount", HttpMethod.PATCH, ONE, Permission.EDIT_ACCOUNT, this::change),
        Route.api(
            "resetPassword",
            HttpMethod.POST,
            ONE + "/password-reset",
            Permission.EDIT_ACCOUNT,
            this::reset),
        Route.api(
            "endAccountSessions",
            HttpMethod.DELETE,
            ONE + "/sessions",
            Permission.EDIT_ACCOUNT,
            this::endSessions));
  }

  /**
   * An account.
   *
   * @param initialPassword only where it is shown once
   */
  record AccountView(
      Id id,
      String login,
      String name,
      List<RoleGrant> roles,
      Optional<String> school,
      Profile profile,
      boolean disabled,
      boolean mustChangePassword,
      Optional<String> initialPassword) {

    static AccountView of(Entry<Account> account) {
      return of(account, Optional.empty());
    }

    static AccountView of(Entry<Account> account, Optional<String> initialPassword) {
      Account value = account.value();
      return new AccountView(
          account.id(),
          value.login(),
          value.name(),
          value.roles(),
          value.school(),
          value.profile(),
          value.disabled(),
          value.mustChangePassword(),
          initialPassword);
    }
  }

  private static Reply secret(Reply reply) {
    return reply.header("Cache-Control", "no-store");
  }

  private static Reply show(Entry<Account> account) {
    return secret(Reply.ok(AccountView.of(account)).version(account.version()));
  }

  private Reply list(Call call) {
    return secret(
        Page.of(
                service.list(
                    call.caller(),
                    call.placed("region", "school", "role", "login"),
                    call.limit(),
                    call.query("cursor")),
                AccountView::of)
            .reply(call));
  }

  private Reply create(Call call) {
    StaffService.Made made = service.create(call.caller(), call.body(AccountDraft.class));
    return secret(
        Reply.created(Route.API + ALL + "/" + made.account().id(), shown(made))
            .version(made.account().version()));
  }

  private static AccountView shown(StaffService.Made made) {
    return AccountView.of(made.account(), Optional.of(made.initialPassword()));
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), call.id("account")));
  }

  private Reply change(Call call) {
    return show(
        service.change(call.caller(), call.id("account"), call.expectedVersion(), call.patch()));
  }

  private Reply endSessions(Call call) {
    service.endSessions(call.caller(), call.id("account"));
    return Reply.empty();
  }

  private Reply reset(Call call) {
    StaffService.Made made = service.reset(call.caller(), call.id("account"));
    return secret(Reply.ok(shown(made)).version(made.account().version()));
  }
}
