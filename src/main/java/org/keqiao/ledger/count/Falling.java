package org.keqiao.ledger.count;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the room of a school fell from one way to a worse one while a lesson went on.
 *
 * @param room when it had the lesson in which way; no moment stands in two
 * @param lead when the teacher was there
 */
record Falling(Map<Way, Times> room, Times lead) {

  /** Nobody notices less than that. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private static final int MOST = 50;

  List<Fall> falls() {
    Optional<Span> lesson = lead.whole();
    List<Stretch> line = line();
    if (lesson.isEmpty() || line.isEmpty()) {
      return List.of();
    }
    List<Fall> falls = new ArrayList<>();
    Stretch first = line.getFirst();
    if (longer(lesson.get().from(), first.from())) {
      falls.add(
          new Fall(
              lesson.get().from(), Optional.empty(), Optional.of(first.way()), Fall.Why.CAME_LATE));
    }
    for (int i = 1; i < line.size(); i++) {
      between(line.get(i - 1), line.get(i)).ifPresent(falls::add);
    }
    Stretch last = line.getLast();
    if (longer(last.to(), lesson.get().to())) {
      falls.add(fall(last, Optional.empty(), Fall.Why.LEFT));
    }
    leadAway(line).forEach(falls::add);
    return falls.stream().sorted(Comparator.comparing(Fall::at)).limit(MOST).toList();
  }

  private List<Stretch> line() {
    return room.entrySet().stream()
        .flatMap(
            each ->
                each.getValue().spans().stream()
                    .map(span -> new Stretch(span.from(), span.to(), each.getKey())))
        .sorted(Comparator.comparing(Stretch::from))
        .toList();
  }

  private static boolean longer(Instant from, Instant to) {
    return Duration.between(from, to).compareTo(SHORT) > 0;
  }

  private static Fall fall(Stretch before, Optional<Way> to, Fall.Why why) {
    return new Fall(before.to(), Optional.of(before.way()), to, why);
  }

  private static Optional<Fall> between(Stretch before, Stretch after) {
    if (longer(before.to(), after.from())) {
      return Optional.of(fall(before, Optional.of(after.way()), Fall.Why.LINE_LOST));
    }
    return after.way().compareTo(before.way()) > 0
        ? Optional.of(fall(before, Optional.of(after.way()), Fall.Why.LINE_SLOW))
        : Optional.empty();
  }

  private List<Fall> leadAway(List<Stretch> line) {
    List<Fall> away = new ArrayList<>();
    for (int i = 1; i < lead.spans().size(); i++) {
      Instant left = lead.spans().get(i - 1).to();
      boolean noticed = longer(left, lead.spans().get(i).from());
      line.stream()
          .filter(each -> noticed && !each.from().isAfter(left) && each.to().isAfter(left))
          .findFirst()
          .ifPresent(
              each ->
                  away.add(
                      new Fall(
                          left, Optional.of(each.way()), Optional.empty(), Fall.Why.LEAD_AWAY)));
    }
    return away;
  }
}
