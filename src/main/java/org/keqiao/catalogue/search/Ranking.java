package org.keqiao.catalogue.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScore;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keqiao.identity.Profile;

/**
 * What makes one match better than another: the terms and the place in the book that the words
 * name, then what the teacher teaches, then how complete, how new and how much used a lesson is.
 * Each multiplies the score; none of them hides anything.
 */
public final class Ranking {

  private static final Map<String, Double> NAMED =
      Map.of(
          "subject",
          2.5,
          "edition",
          2.0,
          "grade",
          2.5,
          "volume",
          1.6,
          "stage",
          1.5,
          "section",
          1.5,
          "media",
          1.3,
          "educations",
          1.3,
          "access",
          1.3);
  private static final double NAMED_PAGE = 3;
  private static final double NAMED_UNIT = 2.5;
  private static final Map<String, Double> TAUGHT =
      Map.of("subject", 1.2, "grade", 1.3, "edition", 1.5);
  private static final double PLAYABLE = 1.25;
  private static final List<Double> WIDELY_USED = List.of(10.0, 100.0, 1000.0);

  private Ranking() {}

  /** Ranks all lessons, for somebody who has not said yet what she looks for. */
  public static Query of(Profile profile) {
    return of(Query.of(q -> q.matchAll(m -> m)), SearchWords.NONE, profile);
  }

  /** Ranks what matches. */
  public static Query of(Query matching, SearchWords words, Profile profile) {
    List<FunctionScore> weights = new ArrayList<>();
    words
        .wishes()
        .forEach(
            (facet, ids) ->
                weights.add(
                    weight(
                        "named." + facet,
                        facet,
                        List.copyOf(ids),
                        NAMED.getOrDefault(facet, 1.0))));
    words.page().ifPresent(page -> weights.add(weight("named.page", "pages", page, NAMED_PAGE)));
    words.unit().ifPresent(unit -> weights.add(weight("named.unit", "unit", unit, NAMED_UNIT)));
    taught(words, "subject", profile.subjects(), weights);
    taught(words, "grade", profile.grade().stream().toList(), weights);
    taught(words, "edition", profile.edition().stream().toList(), weights);
    weights.add(complete());
    weights.add(fresh());
    WIDELY_USED.forEach(least -> weights.add(used(least)));
    return Query.of(
        q ->
            q.functionScore(
                f ->
                    f.query(matching)
                        .functions(weights)
                        .scoreMode(FunctionScoreMode.Multiply)
                        .boostMode(FunctionBoostMode.Multiply)));
  }

  /** What the words name outweighs what the teacher usually looks for. */
  private static void taught(
      SearchWords words, String facet, List<String> values, List<FunctionScore> weights) {
    if (!words.wishes().containsKey(facet) && !values.isEmpty()) {
      weights.add(weight("taught." + facet, facet, values, TAUGHT.getOrDefault(facet, 1.0)));
    }
  }

  private static FunctionScore weight(
      String name, String facet, List<String> values, double weight) {
    List<FieldValue> any = values.stream().map(FieldValue::of).toList();
    return FunctionScore.of(
        f ->
            f.filter(q -> q.terms(t -> t.field(facet).terms(v -> v.value(any)).queryName(name)))
                .weight(weight));
  }

  private static FunctionScore weight(String name, String field, int value, double weight) {
    return FunctionScore.of(
        f ->
            f.filter(q -> q.term(t -> t.field(field).value(value).queryName(name))).weight(weight));
  }

  /** A lesson that can be played ranks above one that is only described. */
  private static FunctionScore complete() {
    return FunctionScore.of(
        f -> f.filter(q -> q.term(t -> t.field("media").value("video"))).weight(PLAYABLE));
  }

  /** So does one of the last two years. */
  private static FunctionScore fresh() {
    return FunctionScore.of(
        f ->
            f.filter(q -> q.range(r -> r.date(d -> d.field("publishedAt").gte("now-2y/d"))))
                .weight(1.03));
  }

  /** So does one that was played often, by a little for each digit of the number. */
  private static FunctionScore used(double least) {
    return FunctionScore.of(
        f -> f.filter(q -> q.range(r -> r.number(n -> n.field("uses").gte(least)))).weight(1.02));
  }
}
