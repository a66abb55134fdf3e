package org.keqiao.timetable.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keqiao.store.Id;

/**
 * An attempt to give a booking its place.
 *
 * @param name unlike that of any other
 * @param commit the version that the booking's record gets when the attempt succeeds
 * @param day in China
 */
public record Attempt(
    Id booking,
    String name,
    long commit,
    Instant since,
    LocalDate day,
    List<Use> uses,
    Instant begins,
    Instant ends) {

  /** The sheets that it writes, in the order in which everybody writes them. */
  public List<Id> sheets() {
    return uses.stream().map(use -> DaySheet.id(use.owner(), day)).distinct().sorted().toList();
  }

  List<Use> usesOf(Id sheet) {
    return uses.stream().filter(use -> DaySheet.id(use.owner(), day).equals(sheet)).toList();
  }

  List<Claim> claimsOf(Id sheet) {
    Function<Use, Claim> claim =
        use -> new Claim(use.of(), use.id(), booking, name, commit, since, begins, ends);
    return usesOf(sheet).stream().map(claim).collect(Collectors.toList());
  }
}
