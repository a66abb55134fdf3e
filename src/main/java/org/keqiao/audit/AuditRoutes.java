package org.keqiao.audit;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;
import org.keqiao.store.TrailLine;

/** The audit over HTTP. */
final class AuditRoutes {

  private static final int LAST_YEAR = 9999;

  private final Audit audit;

  AuditRoutes(Audit audit) {
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.api("readAudit", HttpMethod.GET, "/audit", Permission.READ_AUDIT, this::read));
  }

  record ChangeView(
      String record,
      String type,
      Id id,
      long version,
      Instant at,
      String account,
      Optional<String> operation,
      Optional<String> address,
      boolean deleted,
      Optional<Object> before,
      Optional<Object> after) {

    static ChangeView of(Audit.Change change) {
      TrailLine line = change.line();
      return new ChangeView(
          line.type() + "/" + line.record(),
          line.type(),
          line.record(),
          line.version(),
          line.at(),
          line.by(),
          change.origin().map(Origin::operation),
          change.origin().map(Origin::address),
          line.deleted(),
          change.before(),
          change.after());
    }
  }

  private Reply read(Call call) {
    Map<String, String> filters =
        call.placed("region", "record", "account", "operation", "type", "from", "to");
    AuditIndex.Period period =
        new AuditIndex.Period(moment(filters, "from"), moment(filters, "to"));
    Page<Audit.Change> page =
        audit.newest(call.caller(), filters, period, call.limit(), call.query("cursor"));
    return new Page<>(page.items().stream().map(ChangeView::of).toList(), page.next())
        .reply(call)
        .header("Cache-Control", "no-store");
  }

  /** RFC 3339 has years of four digits. */
  private static Instant moment(String text) {
    Instant moment = Instant.parse(text);
    int year = moment.atOffset(ZoneOffset.UTC).getYear();
    if (year < 0 || year > LAST_YEAR) {
      throw new DateTimeParseException("year beyond RFC 3339", text, 0);
    }
    return moment;
  }

  private static Optional<Instant> moment(Map<String, String> filters, String name) {
    Optional<String> text = Optional.ofNullable(filters.remove(name));
    try {
      return text.map(AuditRoutes::moment);
    } catch (DateTimeParseException unreadable) {
      throw FaultException.invalid(new Violations().add(name, "bad-time").found());
    }
  }
}
