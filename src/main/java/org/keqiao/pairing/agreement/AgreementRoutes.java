package org.keqiao.pairing.agreement;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Action;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Agreements over HTTP. */
final class AgreementRoutes {

  private static final String ALL = "/agreements";
  private static final String ONE = ALL + "/:id";

  private final AgreementService service;

  AgreementRoutes(AgreementService service) {
    this.service = service;
  }

  List<Route> routes() {
    Permission read = Permission.READ_AGREEMENT;
    Permission sign = Permission.SIGN_AGREEMENT;
    Permission suspend = Permission.SUSPEND_AGREEMENT;
    return List.of(
        Route.api("listAgreements", HttpMethod.GET, ALL, read, this::list),
        Route.api(
            "proposeAgreement", HttpMethod.POST, ALL, Permission.PROPOSE_AGREEMENT, this::propose),
        Route.api("readAgreement", HttpMethod.GET, ONE, read, this::read),
        post("acceptAgreement", "/accept", sign, this::accept),
        post("declineAgreement", "/decline", sign, this::decline),
        post("amendAgreement", "/amendments", sign, this::amend),
        post("suspendAgreement", "/suspend", suspend, call -> step(call, Step.SUSPEND)),
        post("resumeAgreement", "/resume", suspend, call -> step(call, Step.RESUME)),
        post("endAgreement", "/end", suspend, call -> step(call, Step.END)));
  }

  private static Route post(String name, String path, Permission permission, Action action) {
    return Route.api(name, HttpMethod.POST, ONE + path, permission, action);
  }

  private static Id id(Call call) {
    return call.id(AgreementService.TYPE.name());
  }

  /** Agreements name people to call: nobody keeps the answer. */
  private static Reply show(Entry<Agreement> entry) {
    return Reply.ok(AgreementView.of(entry))
        .version(entry.version())
        .header("Cache-Control", "private, no-store");
  }

  private Reply list(Call call) {
    var _ = call.oneOf("renewalDue", "true", "false");
    return Page.of(
            service.list(
                call.caller(),
                call.placed("region", "school", "state", "renewalDue"),
                call.limit(),
                call.query("cursor")),
            AgreementView::of)
        .reply(call)
        .header("Cache-Control", "private, no-store");
  }

  private Reply propose(Call call) {
    Entry<Agreement> made = service.propose(call.caller(), call.body(AgreementDraft.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), AgreementView.of(made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply accept(Call call) {
    return show(
        service.accept(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(AgreementService.Signing.class)));
  }

  private Reply decline(Call call) {
    return show(
        service.decline(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(AgreementService.Signing.class)));
  }

  private Reply amend(Call call) {
    return show(
        service.amend(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(AgreementService.Amending.class)));
  }

  private Reply step(Call call, Step step) {
    return show(
        service.step(
            call.caller(),
            id(call),
            call.expectedVersion(),
            step,
            call.body(AgreementService.Reason.class)));
  }
}
