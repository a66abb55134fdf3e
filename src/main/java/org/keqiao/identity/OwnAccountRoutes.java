package org.keqiao.identity;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** What an account does with itself: its password and its sessions. */
final class OwnAccountRoutes {

  private static final String SESSIONS = "/me/sessions";

  private final PasswordChange passwords;
  private final OwnSessions sessions;

  OwnAccountRoutes(PasswordChange passwords, OwnSessions sessions) {
    this.passwords = passwords;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        Route.api(
            "changePassword",
            HttpMethod.POST,
            "/me/password",
            Permission.OWN_ACCOUNT,
            this::change),
        Route.api("listSessions", HttpMethod.GET, SESSIONS, Permission.SIGNED_IN, this::list),
        Route.api("endSessions", HttpMethod.DELETE, SESSIONS, Permission.OWN_ACCOUNT, this::endAll),
        Route.api(
            "endSession", HttpMethod.DELETE, SESSIONS + "/:id", Permission.SIGNED_IN, this::end));
  }

  record NewPassword(Optional<String> oldPassword, Optional<String> newPassword) {}

  record SessionView(
      Id id,
      Optional<Instant> startedAt,
      Optional<Instant> usedAt,
      Optional<String> address,
      Optional<String> device,
      boolean current) {

    static SessionView of(Entry<Session> session, Caller caller) {
      Optional<Session.Use> use = session.value().use();
      return new SessionView(
          session.id(),
          use.map(Session.Use::started),
          use.map(Session.Use::last),
          use.map(Session.Use::address),
          use.map(Session.Use::device),
          caller.session().filter(session.id().value()::equals).isPresent());
    }
  }

  record Sessions(List<SessionView> items) {}

  private Reply change(Call call) {
    NewPassword sent = call.body(NewPassword.class);
    Violations violations = new Violations();
    if (sent.oldPassword().isEmpty()) {
      violations.add("/oldPassword", "missing");
    }
    if (sent.newPassword().isEmpty()) {
      violations.add("/newPassword", "missing");
    }
    violations.refuse();
    passwords.change(call.caller(), sent.oldPassword().orElse(""), sent.newPassword().orElse(""));
    return Reply.empty();
  }

  private Reply list(Call call) {
    call.allowQuery();
    List<SessionView> own =
        sessions.of(new Id(call.caller().account())).stream()
            .map(session -> SessionView.of(session, call.caller()))
            .toList();
    return Reply.ok(new Sessions(own)).header("Cache-Control", "no-store");
  }

  private Reply end(Call call) {
    sessions.end(call.caller(), call.id("session"));
    return Reply.empty();
  }

  private Reply endAll(Call call) {
    sessions.endAll(call.caller());
    return Reply.empty();
  }
}
