package org.keqiao.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keqiao.ingest.Passages;
import org.keqiao.language.Folding;
import org.keqiao.store.Entry;

/** What of a lesson is searched; the names are the fields of {@code mappings/lesson.json}. */
final class LessonIndex {

  /** The facets whose values are terms of the taxonomy. */
  static final List<String> TERMS =
      List.of("stage", "subject", "edition", "grade", "volume", "section");

  /** The facets of the taxonomy of which a lesson may have several terms. */
  static final List<String> SEVERAL = List.of("educations", "access");

  /** Elasticsearch takes 10,000 nested texts a card, and no card at all that has more. */
  private static final int MOST_TEXTS = 9000;

  private final TextbookService textbooks;
  private final Function<String, List<Passages.Passage>> passages;

  private final LessonUses uses;
  private final Function<Lesson.Owner, List<String>> places;

  /**
   * @param passages what is said and shown in a file, by its SHA-256
   * @param places nodes of the tree that what somebody made lies in
   */
  LessonIndex(
      TextbookService textbooks,
      Function<String, List<Passages.Passage>> passages,
      LessonUses uses,
      Function<Lesson.Owner, List<String>> places) {
    this.places = places;
    this.textbooks = textbooks;
    this.passages = passages;
    this.uses = uses;
  }

  Map<String, Object> card(Entry<Lesson> entry) {
    Lesson lesson = entry.value();
    LessonDraft about = lesson.about();
    List<String> path = lesson.path().stream().map(Lesson.Node::title).map(Folding::plain).toList();
    List<String> keywords = about.keywords().stream().map(Folding::plain).toList();
    Optional<String> title = about.title().map(Folding::plain);
    Map<String, Object> card = new HashMap<>();
    put(card, "title", title);
    put(card, "description", about.description().map(Folding::plain));
    put(card, "teacher", about.teacher());
    put(card, "textbook", about.textbook());
    put(card, "school", lesson.owner().school());
    TERMS.forEach(facet -> put(card, facet, about.term(facet)));
    lesson.publishedAt().ifPresent(time -> card.put("publishedAt", time.toEpochMilli()));
    card.put("keywords", keywords);
    card.put("path", path);
    card.put("nodes", lesson.path().stream().map(Lesson.Node::id).toList());
    card.put("owner", lesson.owner().account().value());
    card.put("places", places.apply(lesson.owner()));
    card.put("state", lesson.states());
    lesson.life().replaces().ifPresent(any -> card.put("next", "true"));
    card.put("media", List.copyOf(lesson.parts().keySet()));
    card.put("terms", words(about));
    card.put("languages", about.languages());
    card.put("files", lesson.parts().values().stream().map(Part::sha256).distinct().toList());
    card.put(
        "texts", Stream.concat(texts(lesson).stream(), said(lesson)).limit(MOST_TEXTS).toList());
    card.put("points", about.points());
    SEVERAL.forEach(facet -> card.put(facet, about.terms(facet)));
    card.put("audience", Viewer.audience(about));
    card.put("uses", uses.of(entry.id()));
    place(lesson).ifPresent(place -> place.describe(card));
    Spelling.of(title, keywords, path).describe(card, lesson.isPublic());
    return card;
  }

  /** What is said and shown in its files, each piece with its part and page or second. */
  private List<Map<String, Object>> texts(Lesson lesson) {
    return lesson.parts().entrySet().stream()
        .flatMap(
            part ->
                passages.apply(part.getValue().sha256()).stream()
                    .map(passage -> text(part.getKey(), passage)))
        .toList();
  }

  private static Map<String, Object> text(String part, Passages.Passage passage) {
    return Map.of(
        "part", part,
        "kind", passage.kind(),
        "place", passage.place(),
        "text", Folding.plain(passage.text()));
  }

  /** What its captions say, each piece with its second. */
  private Stream<Map<String, Object>> said(Lesson lesson) {
    return lesson.captions().values().stream()
        .flatMap(file -> passages.apply(file.sha256()).stream())
        .map(passage -> text(PartName.VIDEO.label(), passage));
  }

  /** Where in its textbook a lesson stands. */
  private Optional<Textbook.Place> place(Lesson lesson) {
    return lesson.path().isEmpty()
        ? Optional.empty()
        : lesson
            .about()
            .textbook()
            .flatMap(textbooks::find)
            .flatMap(book -> book.value().place(lesson.path().getLast().id()));
  }

  /** The names and aliases of the lesson's terms, so that "三年级数学" finds what is filed there. */
  private List<String> words(LessonDraft about) {
    Taxonomy taxonomy = textbooks.taxonomy().value();
    List<String> words = new ArrayList<>();
    Stream.concat(
            TERMS.stream()
                .flatMap(
                    facet -> about.term(facet).flatMap(id -> taxonomy.term(facet, id)).stream()),
            SEVERAL.stream()
                .flatMap(
                    facet ->
                        about.terms(facet).stream()
                            .flatMap(id -> taxonomy.term(facet, id).stream())))
        .forEach(
            term -> {
              words.add(term.name());
              words.addAll(term.aliases());
            });
    return words;
  }

  private static void put(Map<String, Object> card, String field, Optional<String> value) {
    value.ifPresent(text -> card.put(field, text));
  }
}
