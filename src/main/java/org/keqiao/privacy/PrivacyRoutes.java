package org.keqiao.privacy;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.audit.Event;
import org.keqiao.audit.Events;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.identity.StaffService;
import org.keqiao.store.Id;

/** What is kept about people, over HTTP: for those who answer for it, and for the people. */
public final class PrivacyRoutes {

  private final PersonalSections sections;
  private final StaffService staff;
  private final Events events;

  /**
   * @param events where copies are told
   */
  public PrivacyRoutes(PersonalSections sections, StaffService staff, Events events) {
    this.sections = sections;
    this.staff = staff;
    this.events = events;
  }

  /** The list of what is kept, and copies of what is kept about one person. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "listPersonalData",
            HttpMethod.GET,
            "/personal-data",
            Permission.READ_AUDIT,
            PrivacyRoutes::list),
        Route.api(
            "exportMyPersonalData",
            HttpMethod.GET,
            "/me/personal-data",
            Permission.SIGNED_IN,
            this::exportOwn),
        Route.api(
            "exportPersonalData",
            HttpMethod.GET,
            "/accounts/:id/personal-data",
            Permission.EDIT_ACCOUNT,
            this::export));
  }

  record PersonalDataView(List<PersonalDatum> items) {}

  private static Reply list(Call call) {
    call.allowQuery();
    return Reply.ok(
        new PersonalDataView(
            PersonalData.table().stream().filter(kind -> !kind.data().isEmpty()).toList()));
  }

  private Reply exportOwn(Call call) {
    call.allowQuery();
    return copy(call, new Id(call.caller().account()));
  }

  private Reply export(Call call) {
    return copy(call, staff.kept(call.caller(), call.id("account")).id());
  }

  private Reply copy(Call call, Id account) {
    events.happened(Event.Kind.EXPORT, account, new Id(call.caller().account()));
    return Reply.ok(sections.copy(account))
        .header("Content-Disposition", "attachment; filename=\"personal-data.json\"")
        .header("Cache-Control", "no-store");
  }
}
