package org.keqiao.catalogue;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.language.Folding;

/** Finding lessons over HTTP. */
final class SearchRoutes {

  private static final List<String> OTHER_PARAMETERS =
      List.of(
          "q", "points", "node", "textbook", "mine", "state", "sort", "explain", "limit", "cursor");

  private static final String[] STATES =
      Arrays.stream(LessonState.values()).map(LessonState::label).toArray(String[]::new);

  private final SearchService service;
  private final LessonService lessons;
  private final TextbookService textbooks;
  private final LessonHits hits;

  SearchRoutes(
      SearchService service, LessonService lessons, TextbookService textbooks, LessonHits hits) {
    this.service = service;
    this.lessons = lessons;
    this.textbooks = textbooks;
    this.hits = hits;
  }

  List<Route> routes() {
    return List.of(
        Route.api(
            "searchLessons", HttpMethod.GET, "/lessons", Permission.SEARCH_LESSONS, this::search),
        Route.api(
            "completeWords",
            HttpMethod.GET,
            "/suggestions",
            Permission.SEARCH_LESSONS,
            this::complete),
        Route.api(
            "similarLessons",
            HttpMethod.GET,
            "/lessons/:id/similar",
            Permission.SEARCH_LESSONS,
            this::similar));
  }

  record FacetValue(String value, String name, long count) {}

  record SearchView(
      List<LessonHits.Found> items,
      Map<String, List<FacetValue>> facets,
      long total,
      Optional<String> rung,
      Optional<String> didYouMean,
      Optional<String> next) {}

  private Reply search(Call call) {
    call.allowQuery(
        Stream.concat(LessonSearch.FACETS.stream(), OTHER_PARAMETERS.stream())
            .toArray(String[]::new));
    LessonQuery query = query(call);
    boolean explain = call.oneOf("explain", "true", "false").filter("true"::equals).isPresent();
    LessonResults found = service.find(call.caller(), query);
    Explanation explanation = new Explanation(call, query.words().isPresent());
    SearchView view =
        new SearchView(
            found.matches().stream()
                .map(
                    match ->
                        hits.show(
                            match,
                            call.caller(),
                            explain ? Optional.of(explanation.of(match)) : Optional.empty()))
                .toList(),
            facets(found),
            found.total(),
            found.rung().map(rung -> rung.name().toLowerCase(Locale.ROOT)),
            found.meant(),
            found.next());
    return Page.linked(call, Reply.ok(view), found.next());
  }

  private LessonQuery query(Call call) {
    Map<String, List<String>> facets = new LinkedHashMap<>();
    LessonSearch.FACETS.forEach(facet -> facets.put(facet, call.queries(facet)));
    boolean mine = call.oneOf("mine", "true", "false").filter("true"::equals).isPresent();
    Optional<String> state = call.oneOf("state", STATES);
    if (state.isPresent() && !mine && !state.get().equals("published")) {
      throw FaultException.forbidden();
    }
    call.query("q").ifPresent(words -> new Violations().text("q", words, 1, 200).refuse());
    return new LessonQuery(
        call.query("q"),
        facets,
        call.query("node"),
        call.query("textbook"),
        call.queries("points").stream().map(Folding::fold).toList(),
        lessons.viewer(call.caller()),
        mine ? Optional.of(call.caller().account()) : Optional.empty(),
        state,
        call.oneOf("sort", "relevance", "newest").filter("newest"::equals).isPresent(),
        call.limit(),
        call.query("cursor"));
  }

  private Map<String, List<FacetValue>> facets(LessonResults found) {
    Taxonomy taxonomy = textbooks.taxonomy().value();
    Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
    found
        .facets()
        .forEach(
            (facet, counts) -> {
              Map<String, String> names = taxonomy.names(facet);
              facets.put(
                  facet,
                  counts.stream()
                      .map(
                          count ->
                              new FacetValue(
                                  count.value(),
                                  names.getOrDefault(count.value(), count.value()),
                                  count.count()))
                      .toList());
            });
    return facets;
  }

  record Completions(List<String> items) {}

  private Reply complete(Call call) {
    call.allowQuery("q", "limit");
    String begun = call.query("q").orElse("");
    new Violations().text("q", begun, 1, 60).refuse();
    return Reply.ok(new Completions(service.complete(begun, call.limit())));
  }

  record Similar(List<LessonHits.Found> items) {}

  private Reply similar(Call call) {
    call.allowQuery("limit");
    return Reply.ok(
        new Similar(
            service
                .similar(
                    lessons.read(call.caller(), call.id("lesson")),
                    lessons.viewer(call.caller()),
                    call.limit())
                .stream()
                .map(match -> hits.show(match, call.caller(), Optional.empty()))
                .toList()));
  }
}
