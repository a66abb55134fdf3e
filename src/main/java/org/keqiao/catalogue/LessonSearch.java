package org.keqiao.catalogue;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.PointInTimeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keqiao.catalogue.search.ChosenFacets;
import org.keqiao.catalogue.search.Highlights;
import org.keqiao.catalogue.search.InnerPassages;
import org.keqiao.catalogue.search.Matching;
import org.keqiao.catalogue.search.Ranking;
import org.keqiao.catalogue.search.SearchCursor;
import org.keqiao.catalogue.search.SearchWords;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Page;
import org.keqiao.identity.Profile;
import org.keqiao.store.Elastic;
import org.keqiao.store.Entry;
import org.keqiao.store.Projection;
import org.keqiao.store.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds lessons. Filters are what the caller clicked; everything else only ranks. */
final class LessonSearch {

  private static final Logger LOG = LoggerFactory.getLogger(LessonSearch.class);

  /** Facets with counts, in the order in which people narrow a search. */
  static final List<String> FACETS =
      List.of(
          "stage",
          "subject",
          "edition",
          "grade",
          "volume",
          "section",
          "educations",
          "access",
          "media");

  /** More time than this means that a question is bad, not that the answer is far. */
  private static final String LONGEST = "1s";

  private final Projection<Lesson> lessons;
  private final Snapshots snapshots;

  LessonSearch(Projection<Lesson> lessons) {
    this.lessons = lessons;
    this.snapshots = lessons.snapshots();
  }

  /**
   * Finds lessons.
   *
   * @param words what the query's words mean
   */
  LessonResults find(LessonQuery query, Optional<SearchWords> words, Profile profile) {
    return find(
        query,
        words,
        words
            .map(read -> Ranking.of(Matching.of(read), read, profile))
            .orElseGet(() -> Ranking.of(profile)));
  }

  /** Finds lessons that have any of the words, for want of better ones. */
  LessonResults findAny(LessonQuery query, SearchWords words, Profile profile) {
    return find(query, Optional.of(words), Ranking.of(Matching.anyOf(words), words, profile));
  }

  /**
   * All pages come from the snapshot of the first one. When that is kept no longer, the list goes
   * on in the catalogue of today, after the last lesson that was shown.
   */
  private LessonResults find(LessonQuery query, Optional<SearchWords> words, Query ranked) {
    Optional<SearchCursor> cursor =
        query.cursor().map(text -> SearchCursor.read(text, order(query).size() - 1));
    SnapshotSearch question =
        snapshot -> {
          SearchRequest request = request(query, words, ranked, cursor).pit(snapshot).build();
          return es -> es.search(request, ObjectNode.class);
        };
    Supplier<SearchResponse<ObjectNode>> answer =
        () -> cursor.map(page -> turn(page, question)).orElseGet(() -> snapshots.now(question));
    SearchResponse<ObjectNode> found = answer.get();
    if (found.timedOut()) {
      found = answer.get();
    }
    if (found.timedOut()) {
      // A page that was cut short would seem to be all that there is.
      throw FaultException.unavailable("search-unavailable", null);
    }
    return results(query, found);
  }

  /** A search within a snapshot that is yet to be chosen. */
  private interface SnapshotSearch
      extends Function<PointInTimeReference, Elastic.Request<SearchResponse<ObjectNode>>> {}

  private SearchResponse<ObjectNode> turn(SearchCursor page, SnapshotSearch question) {
    try {
      return snapshots.within(page.snapshot(), question).orElseGet(() -> snapshots.now(question));
    } catch (ElasticsearchException unreadable) {
      LOG.debug("a cursor that we never made", unreadable);
      throw Page.badCursor();
    }
  }

  private LessonResults results(LessonQuery query, SearchResponse<ObjectNode> found) {
    List<Hit<ObjectNode>> hits = found.hits().hits();
    Optional<String> next =
        Optional.ofNullable(found.pitId())
            .filter(snapshot -> hits.size() > query.limit())
            .map(snapshot -> new SearchCursor(snapshot, hits.get(query.limit() - 1).sort()).text());
    long total = found.hits().total() == null ? 0 : found.hits().total().value();
    return LessonResults.of(
        hits.stream().limit(query.limit()).map(this::match).toList(),
        ChosenFacets.counts(found, FACETS),
        total,
        next);
  }

  /**
   * Published lessons on the same chapter, of the same knowledge points in any edition, with the
   * same keywords, or of the same words.
   */
  List<LessonResults.Match> similar(Entry<Lesson> lesson, Viewer viewer, int limit) {
    LessonDraft about = lesson.value().about();
    List<Query> alike = new ArrayList<>();
    about.node().ifPresent(node -> alike.add(boosted(term("nodes", node), 6)));
    about.points().forEach(point -> alike.add(boosted(term("points", point), 5)));
    about.subject().ifPresent(subject -> alike.add(boosted(term("subject", subject), 2)));
    about.grade().ifPresent(grade -> alike.add(boosted(term("grade", grade), 2)));
    alike.add(
        Query.of(
            q ->
                q.moreLikeThis(
                    m ->
                        m.fields("title", "keywords", "path")
                            .like(
                                l ->
                                    l.document(
                                        d -> d.index(lessons.alias()).id(lesson.id().value())))
                            .minTermFreq(1)
                            .minDocFreq(2)
                            .minimumShouldMatch("30%"))));
    SearchResponse<ObjectNode> found =
        lessons.call(
            es ->
                es.search(
                    search ->
                        search
                            .index(lessons.alias())
                            .size(limit)
                            .timeout(LONGEST)
                            .source(s -> s.filter(f -> f.includes("stored")))
                            .query(
                                q ->
                                    q.bool(
                                        b ->
                                            b.filter(term("state", "published"))
                                                .filter(visible(viewer))
                                                .mustNot(
                                                    n -> n.ids(i -> i.values(lesson.id().value())))
                                                .should(alike)
                                                .minimumShouldMatch("1"))),
                    ObjectNode.class));
    return found.hits().hits().stream().map(this::match).toList();
  }

  private static Query boosted(Query filter, float boost) {
    return Query.of(q -> q.constantScore(c -> c.filter(filter).boost(boost)));
  }

  private LessonResults.Match match(Hit<ObjectNode> hit) {
    return new LessonResults.Match(
        lessons.entry(hit),
        Highlights.of(hit.highlight()),
        List.copyOf(hit.matchedQueries().keySet()),
        InnerPassages.of(hit));
  }

  static SearchRequest.Builder request(
      LessonQuery query, Optional<SearchWords> words, Query ranked, Optional<SearchCursor> cursor) {
    ChosenFacets chosen = new ChosenFacets(query.facets());
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .size(query.limit() + 1)
            .timeout(LONGEST)
            .trackTotalHits(t -> t.enabled(true))
            .source(s -> s.filter(f -> f.includes("stored")))
            .query(scope(query, ranked))
            .postFilter(chosen.all())
            .sort(order(query));
    words
        .filter(SearchWords::hasTopic)
        .ifPresent(marked -> search.highlight(Highlights.wanted(marked)));
    FACETS.forEach(facet -> search.aggregations(facet, chosen.count(facet)));
    cursor.ifPresent(page -> search.searchAfter(page.after()));
    return search;
  }

  private static Query scope(LessonQuery query, Query ranked) {
    BoolQuery.Builder scope = new BoolQuery.Builder();
    query.owner().ifPresent(owner -> scope.filter(term("owner", owner)));
    query
        .state()
        .or(() -> query.owner().isPresent() ? Optional.empty() : Optional.of("published"))
        .ifPresent(state -> scope.filter(term("state", state)));
    query.node().ifPresent(node -> scope.filter(term("nodes", node)));
    query.textbook().ifPresent(textbook -> scope.filter(term("textbook", textbook)));
    if (!query.points().isEmpty()) {
      scope.filter(anyOf("points", query.points()));
    }
    if (query.owner().isEmpty()) {
      scope.filter(visible(query.viewer()));
    }
    return Query.of(q -> q.bool(scope.must(ranked).build()));
  }

  /** What is for everybody or for her region, and what is hers to change. */
  private static List<Query> visible(Viewer viewer) {
    if (viewer.edits().everywhere()) {
      return List.of();
    }
    BoolQuery.Builder any =
        new BoolQuery.Builder()
            .should(anyOf("audience", viewer.regions()))
            .should(anyOf("places", List.copyOf(viewer.edits().nodes())))
            .minimumShouldMatch("1");
    viewer.owner().ifPresent(owner -> any.should(term("owner", owner)));
    return List.of(Query.of(q -> q.bool(any.build())));
  }

  private static Query anyOf(String field, List<String> values) {
    List<FieldValue> any = values.stream().map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(any))));
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private static List<SortOptions> order(LessonQuery query) {
    SortOptions best = SortOptions.of(s -> s.score(c -> c.order(SortOrder.Desc)));
    SortOptions newest =
        SortOptions.of(
            s -> s.field(f -> f.field("publishedAt").order(SortOrder.Desc).missing("_first")));
    SortOptions name = SortOptions.of(s -> s.field(f -> f.field("key").order(SortOrder.Asc)));
    return query.newestFirst() || query.owner().isPresent()
        ? List.of(newest, name)
        : List.of(best, newest, name);
  }
}
