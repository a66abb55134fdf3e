package org.keqiao.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.catalogue.search.Vocabulary;

/**
 * The words that lessons are filed under.
 *
 * @param stages 学段
 * @param subjects 学科
 * @param editions 版本
 * @param grades 年级, each of one stage
 * @param volumes 册次
 * @param sections what stands beside the syllabus, and the syllabus itself
 * @param educations 五育
 * @param access what makes a lesson usable for pupils with special needs
 */
public record Taxonomy(
    List<Term> stages,
    List<Term> subjects,
    List<Term> editions,
    List<Term> grades,
    List<Term> volumes,
    List<Term> sections,
    List<Term> educations,
    List<Term> access) {

  /** A taxonomy that was written before a list existed has it empty. */
  @SuppressWarnings("ConstantValue")
  public Taxonomy {
    educations = educations == null ? List.of() : educations;
    access = access == null ? List.of() : access;
  }

  /**
   * One word.
   *
   * @param id what lessons name it by
   * @param name as people write it
   * @param aliases what else people call it
   * @param stage the stage of a grade
   */
  public record Term(String id, String name, List<String> aliases, Optional<String> stage) {

    /** A term without aliases has an empty list. */
    @SuppressWarnings("ConstantValue")
    public Term {
      aliases = aliases == null ? List.of() : aliases;
    }
  }

  /** The terms of each facet, by the facet's name. */
  Map<String, List<Term>> facets() {
    return Map.of(
        "stage", stages,
        "subject", subjects,
        "edition", editions,
        "grade", grades,
        "volume", volumes,
        "section", sections,
        "educations", educations,
        "access", access);
  }

  /** The term of a facet with this id. */
  Optional<Term> term(String facet, String id) {
    return facets().getOrDefault(facet, List.of()).stream()
        .filter(term -> term.id().equals(id))
        .findFirst();
  }

  /** Id → name of a facet's terms. */
  Map<String, String> names(String facet) {
    return facets().getOrDefault(facet, List.of()).stream()
        .collect(Collectors.toMap(Term::id, Term::name, (first, second) -> first));
  }

  /** The phrases that name a term, or a part of a lesson. */
  Vocabulary vocabulary() {
    List<Vocabulary.Named> named = new ArrayList<>();
    facets()
        .forEach(
            (facet, terms) ->
                terms.forEach(
                    term ->
                        named.add(
                            new Vocabulary.Named(
                                new Vocabulary.Wish(facet, term.id()),
                                Stream.concat(Stream.of(term.name()), term.aliases().stream())
                                    .toList()))));
    for (PartName part : PartName.values()) {
      named.add(new Vocabulary.Named(new Vocabulary.Wish("media", part.label()), part.names()));
    }
    return Vocabulary.of(named);
  }
}
