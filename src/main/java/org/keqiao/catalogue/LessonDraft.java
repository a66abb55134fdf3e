package org.keqiao.catalogue;

import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.language.Folding;

/**
 * What a curator says of a lesson. Terms are ids of the {@link Taxonomy}; whoever names a node need
 * not name the textbook's terms too.
 *
 * @param title 1 to 200 characters
 * @param description at most 4000 characters
 * @param lessonClass {@code subject}, {@code experiment} or {@code special}: which parts it needs
 * @param section id of a section; {@code course} when it follows the syllabus
 * @param textbook id of the textbook
 * @param node id of the chapter that it hangs on
 * @param keywords at most 30, knowledge points among them
 * @param teacher who teaches in it
 * @param licence SPDX identifier of the licence
 * @param languages BCP 47 tags
 * @param points at most 20 knowledge points, as ids or as names in folded form: lessons of
 *     different editions with the same point are equivalent
 * @param educations which of the five educations it serves, as terms of the taxonomy
 * @param access what makes it usable for pupils with special needs, as terms of the taxonomy
 * @param audience at most 50 regions whose teachers may find and play it; empty: everybody
 */
public record LessonDraft(
    Optional<String> title,
    Optional<String> description,
    Optional<String> lessonClass,
    Optional<String> section,
    Optional<String> stage,
    Optional<String> subject,
    Optional<String> edition,
    Optional<String> grade,
    Optional<String> volume,
    Optional<String> textbook,
    Optional<String> node,
    List<String> keywords,
    Optional<String> teacher,
    Optional<String> licence,
    List<String> languages,
    List<String> points,
    List<String> educations,
    List<String> access,
    List<String> audience) {

  /** How many regions an audience may name. */
  static final int MOST_REGIONS = 50;

  private static final List<String> CLASSES = List.of("subject", "experiment", "special");

  /** Lists that are absent are empty; points have one spelling. */
  @SuppressWarnings("ConstantValue")
  public LessonDraft {
    keywords = keywords == null ? List.of() : List.copyOf(keywords);
    languages = languages == null ? List.of() : List.copyOf(languages);
    points = points == null ? List.of() : points.stream().map(Folding::fold).toList();
    educations = educations == null ? List.of() : List.copyOf(educations);
    access = access == null ? List.of() : List.copyOf(access);
    audience = audience == null ? List.of() : List.copyOf(audience);
  }

  /** Notes everything that is wrong with the texts themselves. */
  void check(Violations violations) {
    if (title.isEmpty()) {
      violations.add("/title", "missing");
    }
    title.ifPresent(text -> violations.text("/title", text, 1, 200));
    violations
        .text("/description", description, 4000)
        .text("/teacher", teacher, 50)
        .text("/licence", licence, 64)
        .texts("/keywords", keywords, 30, 50)
        .texts("/languages", languages, 10, 35)
        .texts("/points", points, 20, 50)
        .texts("/educations", educations, 10, 64)
        .texts("/access", access, 10, 64)
        .texts("/audience", audience, MOST_REGIONS, 64);
    lessonClass
        .filter(name -> !CLASSES.contains(name))
        .ifPresent(name -> violations.add("/lessonClass", "unknown-term", name));
  }

  /** The same lesson, filed where the textbook stands. */
  LessonDraft filedUnder(String textbookId, Textbook book) {
    return new LessonDraft(
        title,
        description,
        lessonClass,
        section,
        Optional.of(book.stage()),
        Optional.of(book.subject()),
        Optional.of(book.edition()),
        Optional.of(book.grade()),
        Optional.of(book.volume()),
        Optional.of(textbookId),
        node,
        keywords,
        teacher,
        licence,
        languages,
        points,
        educations,
        access,
        audience);
  }

  /** The same lesson without the name of who teaches in it. */
  public LessonDraft byNobody() {
    return new LessonDraft(
        title,
        description,
        lessonClass,
        section,
        stage,
        subject,
        edition,
        grade,
        volume,
        textbook,
        node,
        keywords,
        Optional.empty(),
        licence,
        languages,
        points,
        educations,
        access,
        audience);
  }

  /** The term that the lesson has in a facet of the taxonomy. */
  Optional<String> term(String facet) {
    return switch (facet) {
      case "stage" -> stage;
      case "subject" -> subject;
      case "edition" -> edition;
      case "grade" -> grade;
      case "volume" -> volume;
      case "section" -> section;
      default -> Optional.empty();
    };
  }

  /** The terms that the lesson has in a facet of which it may have several. */
  List<String> terms(String facet) {
    return switch (facet) {
      case "educations" -> educations;
      case "access" -> access;
      default -> List.of();
    };
  }
}
