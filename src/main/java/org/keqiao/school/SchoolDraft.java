package org.keqiao.school;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/**
 * What is said of a school; the fields are those of {@link School}.
 *
 * @param id the name it is to have; one is made when there is none
 */
public record SchoolDraft(
    Optional<String> id,
    Optional<String> name,
    Optional<String> region,
    Optional<String> kind,
    Optional<String> areaCode,
    Optional<List<String>> stages,
    Optional<Integer> pupils,
    Optional<Integer> lineKbps,
    Optional<Map<String, Integer>> rooms,
    Optional<Map<String, Integer>> equipment) {

  private static final int LONGEST_NAME = 100;
  private static final int MOST_PUPILS = 50_000;
  private static final int FASTEST_LINE = 100_000_000;
  private static final int MOST_THINGS = 100_000;

  /** What a school says of itself; its kind is left out where it follows from its area code. */
  static SchoolDraft of(String id, School school) {
    return new SchoolDraft(
        Optional.of(id),
        Optional.of(school.name()),
        Optional.of(school.region()),
        Optional.of(school.kind()).filter(kind -> school.areaCode().isEmpty()),
        school.areaCode(),
        Optional.of(school.stages()),
        Optional.of(school.pupils()),
        Optional.of(school.lineKbps()),
        Optional.of(school.rooms()),
        Optional.of(school.equipment()));
  }

  /**
   * Notes what is wrong with it.
   *
   * @param regions whether there is such a region
   */
  void check(Violations violations, Predicate<String> regions) {
    id.filter(text -> !Id.isId(text) || RegionCode.level(text).isPresent())
        .ifPresent(text -> violations.add("/id", "school-id-form"));
    name.ifPresentOrElse(
        text -> violations.text("/name", text, 1, LONGEST_NAME),
        () -> violations.add("/name", "missing"));
    region.ifPresentOrElse(
        code -> {
          if (!regions.test(code)) {
            violations.add("/region", "unknown-term", code);
          }
        },
        () -> violations.add("/region", "missing"));
    checkKind(violations);
    List<String> named = stages.orElse(List.of());
    if (named.isEmpty()) {
      violations.add("/stages", "missing");
    }
    for (int i = 0; i < named.size(); i++) {
      if (!School.STAGES.contains(named.get(i))) {
        violations.add("/stages/" + i, "unknown-term", named.get(i));
      }
    }
    violations.number("/pupils", pupils, 0, MOST_PUPILS);
    violations.number("/lineKbps", lineKbps, 0, FASTEST_LINE);
    counts("/rooms", rooms, School.ROOMS, violations);
    counts("/equipment", equipment, School.EQUIPMENT, violations);
  }

  private void checkKind(Violations violations) {
    Optional<AreaCode> area = areaCode.flatMap(AreaCode::of);
    if (areaCode.isPresent() && area.isEmpty()) {
      violations.add("/areaCode", "area-code", areaCode.get());
    } else if (kind.isEmpty() && area.isEmpty()) {
      violations.add("/kind", "missing");
    } else if (kind.isPresent() && !Set.of(School.URBAN, School.RURAL).contains(kind.get())) {
      violations.add("/kind", "unknown-term", kind.get());
    } else if (kind.isPresent() && area.isPresent() && !area.get().kind().equals(kind.get())) {
      violations.add("/kind", "kind-against-area-code", kind.get(), areaCode.get());
    }
  }

  private static void counts(
      String pointer,
      Optional<Map<String, Integer>> counts,
      Set<String> known,
      Violations violations) {
    counts
        .orElse(Map.of())
        .forEach(
            (what, count) -> {
              if (!known.contains(what)) {
                violations.add(pointer, "unknown-term", what);
              } else {
                violations.number(pointer + "/" + what, Optional.ofNullable(count), 0, MOST_THINGS);
              }
            });
  }

  /** The school that it describes; nothing may be wrong with it. */
  public School school() {
    return new School(
        name.orElseThrow(),
        region.orElseThrow(),
        areaCode.flatMap(AreaCode::of).map(AreaCode::kind).or(() -> kind).orElseThrow(),
        areaCode,
        stages.orElseThrow().stream().distinct().toList(),
        pupils.orElse(0),
        lineKbps.orElse(0),
        rooms.orElse(Map.of()),
        equipment.orElse(Map.of()));
  }
}
