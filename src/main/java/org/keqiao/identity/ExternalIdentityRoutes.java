package org.keqiao.identity;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.identity.oidc.ExternalIdentities;
import org.keqiao.identity.oidc.ExternalIdentity;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Who the holder of an account is to the single sign-on, for those who keep accounts. */
final class ExternalIdentityRoutes {

  private static final String ONE = "/accounts/:id/external-identity";
  private static final int LONGEST = 255;

  private final StaffService staff;
  private final Optional<ExternalIdentities> identities;

  ExternalIdentityRoutes(StaffService staff, Optional<ExternalIdentities> identities) {
    this.staff = staff;
    this.identities = identities;
  }

  List<Route> routes() {
    return List.of(
        Route.api("readExternalIdentity", HttpMethod.GET, ONE, Permission.EDIT_ACCOUNT, this::read),
        Route.api("linkAccount", HttpMethod.PUT, ONE, Permission.EDIT_ACCOUNT, this::link),
        Route.api("unlinkAccount", HttpMethod.DELETE, ONE, Permission.EDIT_ACCOUNT, this::unlink));
  }

  /**
   * What an account is to be linked to.
   *
   * @param value of the claim that tells whose account it is
   */
  record Link(Optional<String> value) {}

  private ExternalIdentities identities() {
    return identities.orElseThrow(() -> FaultException.conflict("single-sign-on-off"));
  }

  private Id account(Call call) {
    return staff.readToChange(call.caller(), call.id("account")).id();
  }

  private static Reply show(Entry<ExternalIdentity> identity) {
    return Reply.ok(identity.value())
        .version(identity.version())
        .header("Cache-Control", "no-store");
  }

  private Reply read(Call call) {
    Id account = account(call);
    return identities()
        .find(account)
        .map(ExternalIdentityRoutes::show)
        .orElseThrow(() -> FaultException.notFound("external-identity", account.value()));
  }

  private Reply link(Call call) {
    Id account = account(call);
    String value = call.body(Link.class).value().orElse("");
    Violations violations = new Violations();
    violations.text("/value", value, 1, LONGEST);
    violations.refuse();
    Caller caller = call.caller();
    return show(identities().link(account, value, caller.account()));
  }

  private Reply unlink(Call call) {
    Id account = account(call);
    identities().unlink(account, call.caller().account());
    return Reply.empty();
  }
}
