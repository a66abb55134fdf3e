package org.keqiao.catalogue.demand;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Demand over HTTP. */
final class DemandRoutes {

  private final DemandService service;

  DemandRoutes(DemandService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api(
            "askForLesson", HttpMethod.POST, "/demands", Permission.SEARCH_LESSONS, this::ask),
        Route.api("listDemands", HttpMethod.GET, "/demands", Permission.READ_DEMAND, this::list));
  }

  /** A demand; only who may read demands sees the notes. */
  record DemandView(
      Id id,
      Optional<String> words,
      Optional<String> node,
      List<String> path,
      Optional<String> textbook,
      Optional<String> subject,
      Optional<String> grade,
      long asked,
      int askers,
      Instant lastAskedAt,
      Optional<List<Demand.Note>> notes) {

    static DemandView of(Entry<Demand> demand, boolean withNotes) {
      Demand value = demand.value();
      Optional<Wanted.Place> place = value.wanted().place();
      return new DemandView(
          demand.id(),
          value.wanted().words(),
          place.map(Wanted.Place::node),
          place.map(Wanted.Place::path).orElse(List.of()),
          place.map(Wanted.Place::textbook),
          place.map(Wanted.Place::subject),
          place.map(Wanted.Place::grade),
          value.asked(),
          value.askers().size(),
          value.lastAskedAt(),
          withNotes ? Optional.of(value.notes()) : Optional.empty());
    }
  }

  private Reply ask(Call call) {
    return Reply.ok(
        DemandView.of(service.ask(call.caller(), call.body(DemandService.Ask.class)), false));
  }

  private Reply list(Call call) {
    Page<Entry<Demand>> page =
        service.mostAsked(
            call.filters("node", "textbook", "subject"), call.limit(), call.query("cursor"));
    return new Page<>(
            page.items().stream().map(demand -> DemandView.of(demand, true)).toList(), page.next())
        .reply(call);
  }
}
