package org.keqiao.selection.scoring;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/**
 * How a round scores. A sheet of points comes to a total in hundredths of a point, of 100 points.
 *
 * @param criteria what points are given for; their weights are 100 per cent together
 * @param leastScores how many reviewers score an entry, 3 at least
 * @param trim how many of the highest and of the lowest totals do not count
 * @param spreadAlarm points between the highest and the lowest total from which one more reviewer
 *     is asked
 */
public record Rubric(List<Criterion> criteria, int leastScores, int trim, int spreadAlarm) {

  /** The criterion that decides between entries that are as good: 科学性. */
  public static final String SCIENCE = "science";

  /** Fewer scores decide nothing. */
  public static final int LEAST_SCORES = 3;

  /** The criteria of the national call, weighed alike but for 科学性 and 适用性. */
  public static final Rubric USUAL =
      new Rubric(
          List.of(
              new Criterion("politics", "政治性", 10, 10),
              new Criterion("guidance", "导向性", 10, 10),
              new Criterion(SCIENCE, "科学性", 25, 10),
              new Criterion("fitness", "适用性", 25, 10),
              new Criterion("form", "规范性", 10, 10),
              new Criterion("timeliness", "时效性", 10, 10),
              new Criterion("public-good", "公益性", 10, 10)),
          LEAST_SCORES,
          1,
          20);

  private static final int ALL = 100;
  private static final int HUNDREDTHS = 100;
  private static final int MOST_CRITERIA = 20;
  private static final int MOST_SCORES = 15;
  private static final int MOST_POINTS = 1000;
  private static final int LONGEST_NAME = 50;

  /** Keeps its list from changing. */
  public Rubric {
    criteria = List.copyOf(criteria);
  }

  /** Notes what is wrong with it. */
  public void check(String pointer, Violations violations) {
    if (criteria.isEmpty() || criteria.size() > MOST_CRITERIA) {
      violations.add(pointer + "/criteria", "number-of-items", 1, MOST_CRITERIA);
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < criteria.size(); i++) {
      String place = pointer + "/criteria/" + i;
      Criterion each = criteria.get(i);
      if (!Id.isId(each.id())) {
        violations.add(place + "/id", "id-form");
      } else if (!ids.add(each.id())) {
        violations.add(place + "/id", "named-twice", each.id());
      }
      violations.text(place + "/name", each.name(), 1, LONGEST_NAME);
      violations.number(place + "/weight", Optional.of(each.weight()), 1, ALL);
      violations.number(place + "/most", Optional.of(each.most()), 1, MOST_POINTS);
    }
    if (criteria.stream().mapToLong(Criterion::weight).sum() != ALL) {
      violations.add(pointer + "/criteria", "weights-not-whole");
    }
    violations.number(
        pointer + "/leastScores", Optional.of(leastScores), LEAST_SCORES, MOST_SCORES);
    violations.number(pointer + "/trim", Optional.of(trim), 0, (leastScores - 1) / 2);
    violations.number(pointer + "/spreadAlarm", Optional.of(spreadAlarm), 1, ALL);
  }

  /** Notes what is wrong with a sheet of points: each criterion has its own, and no other. */
  public void check(String pointer, Map<String, Integer> points, Violations violations) {
    for (Criterion each : criteria) {
      Optional<Integer> given = Optional.ofNullable(points.get(each.id()));
      if (given.isEmpty()) {
        violations.add(pointer + "/" + each.id(), "missing");
      }
      violations.number(pointer + "/" + each.id(), given, 0, each.most());
    }
    points.keySet().stream()
        .filter(id -> criteria.stream().noneMatch(each -> each.id().equals(id)))
        .sorted()
        .forEach(id -> violations.add(pointer, "unknown-term", id));
  }

  /** What a whole sheet of points comes to, in hundredths of a point; 0 to 10000. */
  public int total(Map<String, Integer> points) {
    double total = 0;
    for (Criterion each : criteria) {
      total += (double) each.weight() * points.getOrDefault(each.id(), 0) / each.most();
    }
    return (int) Math.round(total * HUNDREDTHS);
  }

  /** The alarm in the unit of totals. */
  int alarm() {
    return spreadAlarm * HUNDREDTHS;
  }
}
