package org.keqiao.selection.submission;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Submissions over HTTP. */
final class SubmissionRoutes {

  private static final String ALL = "/submissions";
  private static final String ONE = ALL + "/:id";
  private static final String OF_A_ROUND = "/rounds/:id/submissions";

  private final SubmissionService service;
  private final SchoolService schools;

  SubmissionRoutes(SubmissionService service, SchoolService schools) {
    this.service = service;
    this.schools = schools;
  }

  List<Route> routes() {
    Permission read = Permission.READ_SUBMISSION;
    return List.of(
        Route.api(
            "submitToRound", HttpMethod.POST, OF_A_ROUND, Permission.SUBMIT_LESSON, this::submit),
        Route.api(
            "listRoundSubmissions",
            HttpMethod.GET,
            OF_A_ROUND,
            Permission.READ_PANEL,
            this::listOfRound),
        Route.api("listSubmissions", HttpMethod.GET, ALL, read, this::list),
        Route.api("readSubmission", HttpMethod.GET, ONE, read, this::read),
        Route.api(
            "withdrawSubmission",
            HttpMethod.POST,
            ONE + "/withdraw",
            Permission.EDIT_SUBMISSION,
            this::withdraw));
  }

  /** A submission as the organiser sees it: with the name that reviewers know, and what is near. */
  record OrganiserView(
      @JsonUnwrapped SubmissionView submission, Id panel, List<Submission.Similar> similar) {}

  private SubmissionView view(Entry<Submission> entry) {
    return SubmissionView.of(entry, schools.name(entry.value().author().school()));
  }

  private Reply show(Entry<Submission> entry) {
    return Reply.ok(view(entry)).version(entry.version());
  }

  private Reply submit(Call call) {
    Entry<Submission> made =
        service.submit(call.caller(), call.id("round"), call.body(SubmissionService.Handing.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), view(made)).version(made.version());
  }

  private Reply listOfRound(Call call) {
    Map<String, String> filters = call.placed("region", "state", "subject");
    return Page.of(
            service.listOfRound(
                call.caller(), call.id("round"), filters, call.limit(), call.query("cursor")),
            entry -> new OrganiserView(view(entry), entry.value().panel(), entry.value().similar()))
        .reply(call);
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.caller(),
                call.placed("region", "round", "school", "state", "lesson"),
                call.limit(),
                call.query("cursor")),
            this::view)
        .reply(call);
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), Permission.READ_SUBMISSION, id(call)));
  }

  private static Id id(Call call) {
    return call.id(SubmissionService.TYPE.name());
  }

  private Reply withdraw(Call call) {
    return show(service.withdraw(call.caller(), id(call), call.expectedVersion()));
  }
}
