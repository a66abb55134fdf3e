package org.keqiao.catalogue;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.CombinedFieldsOperator;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScore;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.http.Page;
import org.keqiao.identity.Profile;
import org.keqiao.store.Entry;
import org.keqiao.store.Json;
import org.keqiao.store.Projection;

/** Finds lessons. Filters are what the caller clicked; everything else only ranks. */
final class LessonSearch {

  /** Facets with counts, in the order in which people narrow a search. */
  static final List<String> FACETS =
      List.of("stage", "subject", "edition", "grade", "volume", "section", "media");

  private static final int MOST_VALUES = 50;
  private static final String VALUES = "values";

  /** How much better a lesson ranks for each thing that it shares with what the teacher teaches. */
  private static final Map<String, Double> PROFILE_WEIGHTS =
      Map.of("subject", 1.2, "grade", 1.3, "edition", 1.3);

  private static final List<String> WORDS =
      List.of("title^4", "keywords^3", "path^2", "terms", "teacher", "description");
  private static final List<String> BIGRAMS =
      List.of("title.bigram^3", "keywords.bigram^2", "path.bigram", "description.bigram^0.5");

  /**
   * How long an answer is given again. Cards are searchable half a second after they are written;
   * this adds no more than as much again, and many teachers ask the same at the same hour.
   */
  private static final Duration RECENT = Duration.ofMillis(500);

  private static final int MOST_RECENT = 2000;

  private final Projection<Lesson> lessons;
  private final Cache<Question, LessonResults> recent =
      Caffeine.newBuilder()
          .initialCapacity(MOST_RECENT)
          .maximumSize(MOST_RECENT)
          .expireAfterWrite(RECENT)
          .build();

  LessonSearch(Projection<Lesson> lessons) {
    this.lessons = lessons;
  }

  private record Question(LessonQuery query, Profile profile) {}

  /** What the index holds now or held half a second ago; of her own lessons, what it holds now. */
  LessonResults find(LessonQuery query, Profile profile) {
    Question question = new Question(query, query.words().isPresent() ? profile : Profile.UNKNOWN);
    return query.owner().isPresent() ? ask(question) : recent.get(question, this::ask);
  }

  private LessonResults ask(Question question) {
    LessonQuery query = question.query();
    SearchRequest request = request(query, question.profile());
    SearchResponse<ObjectNode> found = lessons.call(es -> es.search(request, ObjectNode.class));
    List<Entry<Lesson>> entries =
        found.hits().hits().stream().limit(query.limit()).map(lessons::entry).toList();
    boolean more = found.hits().hits().size() > query.limit();
    Optional<String> next =
        more
            ? Optional.of(cursor(found.hits().hits().get(query.limit() - 1).sort()))
            : Optional.empty();
    long total = found.hits().total() == null ? 0 : found.hits().total().value();
    return new LessonResults(entries, counts(found), total, next);
  }

  private SearchRequest request(LessonQuery query, Profile profile) {
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(lessons.alias())
            .size(query.limit() + 1)
            .trackTotalHits(t -> t.enabled(true))
            .query(scope(query, profile))
            .postFilter(chosen(query, ""))
            .sort(order(query));
    FACETS.forEach(facet -> search.aggregations(facet, count(query, facet)));
    query.cursor().ifPresent(cursor -> search.searchAfter(place(cursor)));
    return search.build();
  }

  private static Query scope(LessonQuery query, Profile profile) {
    BoolQuery.Builder scope = new BoolQuery.Builder();
    query.owner().ifPresent(owner -> scope.filter(term("owner", owner)));
    query
        .state()
        .or(() -> query.owner().isPresent() ? Optional.empty() : Optional.of("published"))
        .ifPresent(state -> scope.filter(term("state", state)));
    query.node().ifPresent(node -> scope.filter(term("nodes", node)));
    query.textbook().ifPresent(textbook -> scope.filter(term("textbook", textbook)));
    query.words().ifPresent(words -> scope.must(matches(words)));
    Query found = Query.of(q -> q.bool(scope.build()));
    return query.words().isPresent() ? ranked(found, profile) : found;
  }

  /** What the teacher teaches multiplies the score of what matches, and matches nothing itself. */
  private static Query ranked(Query found, Profile profile) {
    List<FunctionScore> weights = new ArrayList<>();
    profile.subjects().forEach(subject -> weights.add(weight("subject", subject)));
    profile.grade().ifPresent(grade -> weights.add(weight("grade", grade)));
    profile.edition().ifPresent(edition -> weights.add(weight("edition", edition)));
    return Query.of(
        q ->
            q.functionScore(
                f ->
                    f.query(found)
                        .functions(weights)
                        .scoreMode(FunctionScoreMode.Multiply)
                        .boostMode(FunctionBoostMode.Multiply)));
  }

  private static FunctionScore weight(String field, String value) {
    return FunctionScore.of(
        f -> f.filter(term(field, value)).weight(PROFILE_WEIGHTS.getOrDefault(field, 1.0)));
  }

  /** Words as segmented, over all fields together; or, when segmentation fails them, bigrams. */
  private static Query matches(String words) {
    Query segmented =
        Query.of(
            q ->
                q.combinedFields(
                    c ->
                        c.query(words)
                            .fields(WORDS)
                            .operator(CombinedFieldsOperator.Or)
                            .minimumShouldMatch("2<75%")));
    Query bigrams =
        Query.of(
            q ->
                q.multiMatch(
                    m ->
                        m.query(words)
                            .type(TextQueryType.MostFields)
                            .fields(BIGRAMS)
                            .operator(Operator.Or)
                            .minimumShouldMatch("1<75%")));
    return Query.of(q -> q.bool(b -> b.should(segmented, bigrams).minimumShouldMatch("1")));
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  /** Everything that was clicked, but for one facet. */
  private static Query chosen(LessonQuery query, String except) {
    BoolQuery.Builder chosen = new BoolQuery.Builder();
    query
        .facets()
        .forEach(
            (facet, values) -> {
              if (!facet.equals(except) && !values.isEmpty()) {
                List<FieldValue> alternatives = values.stream().map(FieldValue::of).toList();
                chosen.filter(f -> f.terms(t -> t.field(facet).terms(v -> v.value(alternatives))));
              }
            });
    return Query.of(q -> q.bool(chosen.build()));
  }

  /** Counts the values of a facet among what the clicks on all other facets leave. */
  private static Aggregation count(LessonQuery query, String facet) {
    Aggregation values = Aggregation.of(a -> a.terms(t -> t.field(facet).size(MOST_VALUES)));
    Query others = chosen(query, facet);
    // A filter, even one that lets everything through, runs the whole query once more.
    return others.bool().filter().isEmpty()
        ? values
        : Aggregation.of(a -> a.filter(others).aggregations(VALUES, values));
  }

  private static Map<String, List<LessonResults.Count>> counts(SearchResponse<ObjectNode> found) {
    Map<String, List<LessonResults.Count>> facets = new LinkedHashMap<>();
    for (String facet : FACETS) {
      Aggregate counted = found.aggregations().get(facet);
      Aggregate values =
          counted != null && counted.isFilter()
              ? counted.filter().aggregations().get(VALUES)
              : counted;
      facets.put(
          facet,
          values == null || !values.isSterms()
              ? List.of()
              : values.sterms().buckets().array().stream()
                  .map(b -> new LessonResults.Count(b.key().stringValue(), b.docCount()))
                  .toList());
    }
    return facets;
  }

  private static List<SortOptions> order(LessonQuery query) {
    boolean ranked = query.words().isPresent() && !query.newestFirst();
    SortOptions first =
        ranked
            ? SortOptions.of(s -> s.score(c -> c.order(SortOrder.Desc)))
            : SortOptions.of(
                s -> s.field(f -> f.field("publishedAt").order(SortOrder.Desc).missing("_first")));
    SortOptions second = SortOptions.of(s -> s.field(f -> f.field("key").order(SortOrder.Asc)));
    return List.of(first, second);
  }

  private static String cursor(List<FieldValue> sort) {
    ArrayNode place = Json.STORED.createArrayNode();
    for (FieldValue value : sort) {
      if (value.isDouble()) {
        place.add(value.doubleValue());
      } else if (value.isLong()) {
        place.add(value.longValue());
      } else {
        place.add(value.stringValue());
      }
    }
    return Page.cursor(place.toString());
  }

  private static List<FieldValue> place(String cursor) {
    List<FieldValue> place = new ArrayList<>();
    try {
      for (JsonNode value : Json.STORED.readTree(Page.place(cursor))) {
        if (value.isTextual()) {
          place.add(FieldValue.of(value.textValue()));
        } else if (value.isIntegralNumber()) {
          place.add(FieldValue.of(value.longValue()));
        } else {
          place.add(FieldValue.of(value.doubleValue()));
        }
      }
    } catch (JsonProcessingException foreign) {
      throw Page.badCursor();
    }
    if (place.size() != 2 || !place.getLast().isString()) {
      throw Page.badCursor();
    }
    return place;
  }
}
