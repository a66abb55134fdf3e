package org.keqiao.roster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Event;
import org.keqiao.audit.Events;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.identity.StaffService;
import org.keqiao.school.Schools;
import org.keqiao.store.Id;

/** Lists of schools, classes and accounts over HTTP. */
public final class RosterRoutes {

  private static final String CSV = "text/csv";

  /** 20,000 rows of the longest kind. */
  private static final long MOST_BYTES = 8 << 20;

  private final Schools schools;
  private final StaffService staff;
  private final Events events;

  /** Over what keeps these things. */
  public RosterRoutes(Schools schools, StaffService staff, Events events) {
    this.events = events;
    this.schools = schools;
    this.staff = staff;
  }

  /** Export and import of each kind. */
  public List<Route> routes() {
    return Stream.of(
            routes("Schools", Permission.EDIT_SCHOOL, new SchoolRoll(schools.service())),
            routes("Classes", Permission.EDIT_CLASS, new ClassRoll(schools.classService())),
            routes("Accounts", Permission.EDIT_ACCOUNT, new AccountRoll(staff)))
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> routes(String kind, Permission permission, Roll<?, ?> roll) {
    String path = "/rosters/" + kind.toLowerCase(Locale.ROOT);
    return List.of(
        Route.api("export" + kind, HttpMethod.GET, path, permission, call -> export(call, roll)),
        Route.stream("import" + kind, HttpMethod.POST, path, permission, call -> read(call, roll)));
  }

  private Reply export(Call call, Roll<?, ?> roll) {
    events.happened(Event.Kind.EXPORT, new Id(call.caller().account()));
    return Reply.whole(200, CSV + "; charset=utf-8", Buffer.buffer(roll.export(call.caller())))
        .header("Content-Disposition", "attachment; filename=\"roster.csv\"")
        .header("Cache-Control", "no-store");
  }

  record FailedRow(int row, String code, String message) {}

  record Report(
      boolean dryRun,
      int rows,
      int added,
      int changed,
      int unchanged,
      List<FailedRow> failed,
      Optional<String> initialPasswords) {}

  private static <D, T> Reply read(Call call, Roll<D, T> roll) {
    call.allowQuery("dryRun");
    call.requireType(CSV);
    boolean dryRun = call.oneOf("dryRun", "true", "false").filter("true"::equals).isPresent();
    Roster.Outcome outcome =
        new Roster<>(roll, call.caller()).read(call.wholeStream(MOST_BYTES), dryRun);
    return Reply.ok(
            new Report(
                dryRun,
                outcome.rows(),
                outcome.added(),
                outcome.changed(),
                outcome.unchanged(),
                outcome.failed().stream()
                    .map(
                        row ->
                            new FailedRow(
                                row.row(),
                                row.fault().code(),
                                call.sentence(
                                    row.fault().code(), row.fault().arguments().toArray())))
                    .toList(),
                outcome.told()))
        .header("Cache-Control", "no-store");
  }
}
