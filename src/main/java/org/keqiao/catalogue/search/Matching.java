package org.keqiao.catalogue.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.ChildScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.CombinedFieldsOperator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.keqiao.language.Pinyin;
import org.keqiao.language.TypedPinyin;

/**
 * Which lessons match a searcher's words, and how well: as words, as pairs of characters where the
 * segmentation fails, as sounds, and as letters that stand for sounds. Each way has a name, which
 * the explanation of a hit is made of.
 */
public final class Matching {

  /** Matched as words of the title, the keywords, the chapters and so on. */
  public static final String WORDS = "words";

  /** Matched as it stands in the title. */
  public static final String TITLE = "title";

  /** Matched a keyword or chapter as it stands. */
  public static final String TOPIC = "topic";

  /** Matched by sound. */
  public static final String SOUND = "sound";

  /** Matched by first letters. */
  public static final String INITIALS = "initials";

  /** Matched all but a few letters. */
  public static final String SIMILAR = "similar";

  /** Matched what is said or shown in the lesson. */
  public static final String TEXT = "text";

  private static final List<String> WORD_FIELDS =
      List.of("title^4", "keywords^3", "path^3", "terms", "teacher", "description");
  private static final List<String> PAIR_FIELDS =
      List.of("title.bigram^3", "keywords.bigram^2", "path.bigram^2", "description.bigram^0.5");
  private static final int PREFIX_EXPANSIONS = 30;
  private static final Pattern LATIN = Pattern.compile("[a-z]{4}");

  private Matching() {}

  /** Lessons that the words are about; when they name terms only, lessons of any of the terms. */
  public static Query of(SearchWords words) {
    BoolQuery.Builder ways = new BoolQuery.Builder();
    if (words.hasTopic()) {
      List<Query> all = new ArrayList<>(written(words.topic()));
      if (!words.topic().equals(words.folded())) {
        all.add(whole(words.folded()));
      }
      all.addAll(spoken(words));
      all.addAll(typed(words.typed()));
      all.add(text(words.topic()));
      ways.should(all);
    } else {
      ways.should(placed(words));
    }
    return Query.of(q -> q.bool(ways.minimumShouldMatch("1").build()));
  }

  /** The widest way: any of the words anywhere. */
  public static Query anyOf(SearchWords words) {
    return Query.of(
        q ->
            q.multiMatch(
                m ->
                    m.query(words.hasTopic() ? words.topic() : words.folded())
                        .type(TextQueryType.MostFields)
                        .fields(
                            List.of(
                                "title", "keywords^2", "path", "title.bigram", "path.bigram"))));
  }

  /** The words as they may stand in a text: no sounds, and slips in Latin letters only. */
  static Query written(SearchWords words) {
    BoolQuery.Builder ways =
        new BoolQuery.Builder()
            .should(
                s ->
                    s.multiMatch(
                        m ->
                            m.query(words.folded())
                                .type(TextQueryType.MostFields)
                                .fields("title", "title.bigram")));
    if (LATIN.matcher(words.topic()).find()) {
      ways.should(similar(words.topic()));
    }
    return Query.of(q -> q.bool(ways.build()));
  }

  private static List<Query> written(String topic) {
    return List.of(
        combined(topic, "2<70%", 1),
        Query.of(
            q ->
                q.multiMatch(
                    m ->
                        m.query(topic)
                            .type(TextQueryType.MostFields)
                            .fields(PAIR_FIELDS)
                            .minimumShouldMatch("1<70%"))),
        phrase("title.bigram", topic, 3, TITLE),
        phrase("path.bigram", topic, 3, TOPIC),
        phrase("keywords.bigram", topic, 2, TOPIC),
        similar(topic));
  }

  private static Query similar(String topic) {
    return Query.of(
        q ->
            q.multiMatch(
                m ->
                    m.query(topic)
                        .fields(List.of("title", "keywords"))
                        .fuzziness("AUTO:4,8")
                        .prefixLength(1)
                        .maxExpansions(PREFIX_EXPANSIONS)
                        .minimumShouldMatch("2<70%")
                        .boost(0.3f)
                        .queryName(SIMILAR)));
  }

  /** With the names of terms, which may be part of a title. */
  private static Query whole(String folded) {
    return combined(folded, "2<80%", 0.5f);
  }

  private static Query combined(String words, String minimum, float boost) {
    return Query.of(
        q ->
            q.combinedFields(
                c ->
                    c.query(words)
                        .fields(WORD_FIELDS)
                        .operator(CombinedFieldsOperator.Or)
                        .minimumShouldMatch(minimum)
                        .boost(boost)
                        .queryName(WORDS)));
  }

  private static Query phrase(String field, String words, float boost, String name) {
    return Query.of(
        q -> q.matchPhrase(m -> m.field(field).query(words).boost(boost).queryName(name)));
  }

  /** Most slips of a Chinese keyboard choose other characters of the same sound. */
  private static List<Query> spoken(SearchWords words) {
    if (words.spelled().size() < 2) {
      return List.of();
    }
    String sounds = String.join(" ", words.spelled());
    String loose = String.join(" ", Pinyin.loose(words.spelled()));
    return List.of(
        sounds("pinyin", sounds, 1, SOUND),
        sounds("loose", loose, 0.3f, SOUND),
        Query.of(
            q ->
                q.match(
                    m ->
                        m.field("pinyin")
                            .query(sounds)
                            .minimumShouldMatch("3<-1 8<80%")
                            .boost(0.2f)
                            .queryName(SOUND))));
  }

  private static Query sounds(String field, String sounds, float boost, String name) {
    return Query.of(
        q -> q.matchPhrase(m -> m.field(field).query(sounds).slop(2).boost(boost).queryName(name)));
  }

  /** Letters, as syllables of which the last may be unfinished, or as first letters. */
  private static List<Query> typed(TypedPinyin typed) {
    List<Query> ways = new ArrayList<>();
    for (List<String> spelling : typed.spellings()) {
      ways.add(
          Query.of(
              q ->
                  q.matchPhrasePrefix(
                      m ->
                          m.field("pinyin")
                              .query(String.join(" ", spelling))
                              .slop(1)
                              .maxExpansions(PREFIX_EXPANSIONS)
                              .boost(2f)
                              .queryName(SOUND))));
      ways.add(sounds("loose", String.join(" ", Pinyin.loose(spelling)), 0.5f, SOUND));
    }
    typed
        .initials()
        .ifPresent(letters -> ways.add(phrase("initials", String.join(" ", letters), 2, INITIALS)));
    return ways;
  }

  /** What is said and shown in a lesson counts less than what it is about. */
  private static Query text(String topic) {
    return Query.of(
        q ->
            q.nested(
                n ->
                    n.path("texts")
                        .scoreMode(ChildScoreMode.Max)
                        .query(
                            inner ->
                                inner.match(
                                    m ->
                                        m.field("texts.text")
                                            .query(topic)
                                            .minimumShouldMatch("2<80%")))
                        .innerHits(InnerPassages.wanted())
                        .boost(0.3f)
                        .queryName(TEXT)));
  }

  private static List<Query> placed(SearchWords words) {
    List<Query> places = new ArrayList<>();
    words
        .wishes()
        .forEach(
            (facet, ids) -> places.add(anyTerm(facet, ids.stream().map(FieldValue::of).toList())));
    words.page().ifPresent(page -> places.add(place("pages", page)));
    words.unit().ifPresent(unit -> places.add(place("unit", unit)));
    return places;
  }

  static Query anyTerm(String facet, List<FieldValue> values) {
    return Query.of(
        q ->
            q.constantScore(
                c -> c.filter(f -> f.terms(t -> t.field(facet).terms(v -> v.value(values))))));
  }

  private static Query place(String field, int number) {
    return Query.of(
        q -> q.constantScore(c -> c.filter(f -> f.term(t -> t.field(field).value(number)))));
  }
}
