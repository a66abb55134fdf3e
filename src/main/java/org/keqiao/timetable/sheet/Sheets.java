package org.keqiao.timetable.sheet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/**
 * Who and what is taken when. Bookings need several sheets at once, and creating the next version
 * of one record is all that the library does atomically. So an attempt to book
 *
 * <ol>
 *   <li>writes its claims into all sheets, one after the other in the order of their names, unless
 *       a claim that holds is in the way; and then
 *   <li>writes the booking itself, on condition that its version is still the one before {@link
 *       Claim#commit}. This write is the moment at which it is booked, moved, or neither.
 * </ol>
 *
 * A claim holds when the booking names its attempt as the one that it has its place from; also
 * while the attempt is young and the version that it wants to write does not exist. A claim of an
 * attempt that is not young, because its server died or is slow, is in nobody's way: whoever meets
 * it writes that version herself first ({@link Standings#fence}), so that the attempt fails if it
 * is alive after all. Everything else is a leftover and may be dropped by whoever meets it. So no
 * two claims on one thing hold at once, a server may die between any two writes, and a move has the
 * new place from the same moment on from which it has lost the old one.
 *
 * <p>Earlier we thought of a booking that begins as "pending": it costs one write more for each
 * booking, and everybody who lists, follows or audits bookings would have to know of it.
 */
public final class Sheets {

  /** An attempt takes some ten requests to the bucket. */
  private static final Duration YOUNG = Duration.ofSeconds(20);

  private static final String SYSTEM = "system";

  private final Records<DaySheet> sheets;
  private final Standings standings;
  private final ToIntFunction<String> lessons;
  private final Clock clock;

  /**
   * @param lessons how many lessons the line of a school carries at once
   */
  public Sheets(
      Records<DaySheet> sheets, Standings standings, ToIntFunction<String> lessons, Clock clock) {
    this.sheets = sheets;
    this.standings = standings;
    this.lessons = lessons;
    this.clock = clock;
  }

  /** What is in the way of an attempt now; nothing is written. */
  public List<Conflict> conflicts(Attempt attempt) {
    Verdicts verdicts = new Verdicts();
    return attempt.sheets().stream()
        .flatMap(
            id ->
                sheets.newest(id).stream()
                    .flatMap(found -> conflicts(attempt, id, found.value(), verdicts).stream()))
        .toList();
  }

  private List<Conflict> conflicts(Attempt attempt, Id id, DaySheet sheet, Verdicts verdicts) {
    List<Claim> others =
        sheet.claims().stream()
            .filter(claim -> !claim.booking().equals(attempt.booking()))
            .toList();
    return new Taken(others, verdicts::until, lessons)
        .conflicts(attempt.usesOf(id), attempt.begins(), attempt.ends());
  }

  /**
   * Writes the claims of an attempt, all of them or, when something is in the way, none.
   *
   * @return what is in the way
   */
  public List<Conflict> claim(Attempt attempt) {
    Verdicts verdicts = new Verdicts();
    List<Conflict> conflicts = new ArrayList<>();
    for (Id id : attempt.sheets()) {
      write(
          id,
          sheet -> {
            conflicts.clear();
            conflicts.addAll(conflicts(attempt, id, sheet, verdicts));
            return conflicts.isEmpty()
                ? sheet.without(verdicts.gone()).with(attempt.claimsOf(id))
                : sheet;
          });
      if (!conflicts.isEmpty()) {
        giveUp(attempt);
        return List.copyOf(conflicts);
      }
    }
    return List.of();
  }

  private void write(Id id, UnaryOperator<DaySheet> change) {
    if (sheets.newest(id).isEmpty()) {
      DaySheet first = change.apply(DaySheet.EMPTY);
      if (first.claims().isEmpty() || sheets.createIfAbsent(id, first, SYSTEM).isPresent()) {
        return;
      }
    }
    sheets.update(id, SYSTEM, change);
  }

  /** Takes back the claims of an attempt that has failed. */
  public void giveUp(Attempt attempt) {
    drop(attempt.sheets(), claim -> claim.attempt().equals(attempt.name()));
  }

  /** Takes back the claims of a booking that are not of the attempt it has its place from. */
  public void settle(Id booking, List<Id> where, String attempt) {
    drop(where, claim -> claim.booking().equals(booking) && !claim.attempt().equals(attempt));
  }

  private void drop(List<Id> where, Predicate<Claim> gone) {
    for (Id id : where) {
      if (sheets.newest(id).isPresent()) {
        sheets.update(
            id,
            SYSTEM,
            sheet ->
                sheet.without(sheet.claims().stream().filter(gone).collect(Collectors.toSet())));
      }
    }
  }

  /** What is taken of these owners on a day, as it was known a moment ago. */
  public Taken on(LocalDate day, Stream<String> owners, Optional<Id> but) {
    Map<Id, Standing> known = new HashMap<>();
    Instant now = clock.instant();
    Function<Claim, Optional<Instant>> until =
        claim -> {
          Standing standing = known.computeIfAbsent(claim.booking(), standings::find);
          return isOpen(claim, standing) && isYoung(claim, now)
              ? Optional.of(claim.ends())
              : placed(claim, standing);
        };
    List<Claim> claims =
        owners
            .distinct()
            .flatMap(owner -> sheets.find(DaySheet.id(owner, day)).stream())
            .flatMap(sheet -> sheet.value().claims().stream())
            .filter(claim -> but.filter(claim.booking()::equals).isEmpty())
            .toList();
    return new Taken(claims, until, lessons);
  }

  private static boolean isOpen(Claim claim, Standing standing) {
    return claim.commit() > standing.version();
  }

  private static boolean isYoung(Claim claim, Instant now) {
    return claim.since().plus(YOUNG).isAfter(now);
  }

  private static Optional<Instant> placed(Claim claim, Standing standing) {
    return claim.attempt().equals(standing.attempt())
        ? Optional.of(standing.until())
        : Optional.empty();
  }

  /** Drops leftovers, and forgets the past of sheets and the sheets of the past. */
  void sweep(LocalDate today) {
    Instant old = Instant.now().minus(Records.LONGEST_REQUEST);
    for (Entry<DaySheet> entry : (Iterable<Entry<DaySheet>>) sheets.everything()::iterator) {
      if (DaySheet.day(entry.id()).isBefore(today.minusDays(1))) {
        sheets.forget(entry.id(), old);
        continue;
      }
      Verdicts verdicts = new Verdicts();
      entry.value().claims().forEach(verdicts::until);
      Set<Claim> gone = verdicts.gone();
      if (!gone.isEmpty()) {
        sheets.update(entry.id(), SYSTEM, sheet -> sheet.without(gone));
      }
      sheets.forgetHistory(entry.id(), old);
    }
  }

  /**
   * Which claims hold; one that does not hold never will again, and one that does is asked once.
   */
  private final class Verdicts {

    private final Map<Claim, Optional<Instant>> known = new HashMap<>();

    Optional<Instant> until(Claim claim) {
      return known.computeIfAbsent(claim, this::judge);
    }

    private Optional<Instant> judge(Claim claim) {
      Standing standing = standings.newest(claim.booking());
      if (isOpen(claim, standing)) {
        if (isYoung(claim, clock.instant())) {
          return Optional.of(claim.ends());
        }
        standings.fence(claim.booking(), standing.version());
        standing = standings.newest(claim.booking());
      }
      return placed(claim, standing);
    }

    Set<Claim> gone() {
      return known.entrySet().stream()
          .filter(each -> each.getValue().isEmpty())
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }
  }
}
