package org.keqiao.timetable.sheet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Claims that are looked at, and whether they hold.
 *
 * @param claims of the sheets that matter
 * @param until when a claim ends that holds; nothing for one that does not
 * @param lessons how many lessons the line of a school carries at once
 */
public record Taken(
    List<Claim> claims, Function<Claim, Optional<Instant>> until, ToIntFunction<String> lessons) {

  /** What is in the way of these uses; nothing when they can be had. */
  public List<Conflict> conflicts(List<Use> uses, Instant begins, Instant ends) {
    List<Conflict> conflicts = new ArrayList<>();
    Map<Use, Long> counted =
        uses.stream().collect(Collectors.groupingBy(use -> use, Collectors.counting()));
    counted.forEach(
        (use, count) -> {
          List<Claim> near =
              claims.stream()
                  .filter(claim -> claim.of() == use.of() && claim.id().equals(use.id()))
                  .filter(claim -> claim.begins().isBefore(ends) && claim.ends().isAfter(begins))
                  .toList();
          if (use.of() == Resource.LINE) {
            conflicts.addAll(ofLine(use, count.intValue(), near, begins, ends));
          } else {
            held(near, begins).map(Taken::conflict).forEach(conflicts::add);
          }
        });
    conflicts.sort(
        Comparator.comparing(Conflict::of)
            .thenComparing(Conflict::id)
            .thenComparing(Conflict::begins));
    return conflicts;
  }

  /** Claims that hold, as long as they do. */
  private Stream<Claim> held(List<Claim> near, Instant begins) {
    return near.stream()
        .flatMap(claim -> until.apply(claim).map(end -> ending(claim, end)).stream())
        .filter(claim -> claim.ends().isAfter(begins));
  }

  private static Claim ending(Claim claim, Instant end) {
    return end.isBefore(claim.ends())
        ? new Claim(
            claim.of(),
            claim.id(),
            claim.booking(),
            claim.attempt(),
            claim.commit(),
            claim.since(),
            claim.begins(),
            end)
        : claim;
  }

  private static Conflict conflict(Claim claim) {
    return new Conflict(
        claim.of(), claim.id(), Optional.of(claim.booking()), claim.begins(), claim.ends());
  }

  /** Bookings are only asked whether their claims hold when the line would not carry all. */
  private List<Conflict> ofLine(
      Use line, int wanted, List<Claim> near, Instant begins, Instant ends) {
    int most = lessons.applyAsInt(line.id());
    if (wanted > most) {
      return List.of(new Conflict(Resource.LINE, line.id(), Optional.empty(), begins, ends));
    }
    if (near.size() + wanted <= most) {
      return List.of();
    }
    List<Claim> held = held(near, begins).toList();
    return held.stream()
        .filter(claim -> at(held, later(claim.begins(), begins)).size() + wanted > most)
        .flatMap(claim -> at(held, later(claim.begins(), begins)).stream())
        .map(Taken::conflict)
        .distinct()
        .toList();
  }

  private static List<Claim> at(List<Claim> held, Instant moment) {
    return held.stream()
        .filter(claim -> !claim.begins().isAfter(moment) && claim.ends().isAfter(moment))
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
