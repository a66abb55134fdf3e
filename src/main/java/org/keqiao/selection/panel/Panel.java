package org.keqiao.selection.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.selection.assignment.Work;
import org.keqiao.selection.scoring.Rubric;
import org.keqiao.selection.scoring.Tally;
import org.keqiao.store.Id;

/**
 * Who scores a submission. All its seats are one record, so that whether one more is needed is
 * decided together with the score that says so. The methods are the only ways from one state to
 * another; each adds to the history, with the rule that decided it, and takes nothing from it.
 *
 * @param submission what is scored
 * @param of what the assignment asks of it
 * @param lineage rounds below that it won: what they made public would tell whose it is
 * @param hash the content that is scored
 * @param barred accounts that do not get a seat of it any more
 * @param history what happened, the first first
 */
public record Panel(
    Id round,
    Id submission,
    Origin of,
    List<String> lineage,
    String hash,
    List<Seat> seats,
    List<String> barred,
    List<Happening> history) {

  /** Keeps its lists from changing. */
  public Panel {
    lineage = List.copyOf(lineage);
    seats = List.copyOf(seats);
    barred = List.copyOf(barred);
    history = List.copyOf(history);
  }

  /** What a submission is about and where it comes from. */
  public record Origin(String subject, String stage, String school) {}

  /**
   * Something that happened to a seat.
   *
   * @param by the account that did it, or {@code system}
   * @param rule what decided it
   * @param reason in the words of whoever did it
   */
  public record Happening(
      String step, int seat, Instant at, String by, String rule, Optional<String> reason) {}

  /**
   * How long a seat is kept for a reviewer.
   *
   * @param toClaim from its being given to her
   * @param toScore from her claiming it
   * @param reminder how long before the end she is reminded
   */
  public record Leases(Duration toClaim, Duration toScore, Duration reminder) {}

  static Panel empty(Id round, Id submission, Origin of, List<String> lineage, String hash) {
    return new Panel(round, submission, of, lineage, hash, List.of(), List.of(), List.of());
  }

  private Panel with(List<Seat> other, Optional<String> bar, List<Happening> more) {
    return new Panel(
        round,
        submission,
        of,
        lineage,
        hash,
        other,
        Stream.concat(barred.stream(), bar.stream()).distinct().toList(),
        Stream.concat(history.stream(), more.stream()).toList());
  }

  private Panel with(Seat changed, Optional<String> bar, Happening happening) {
    return with(
        seats.stream().map(each -> each.number() == changed.number() ? changed : each).toList(),
        bar,
        List.of(happening));
  }

  /** A seat, when there is one of this number. */
  Optional<Seat> seat(int number) {
    return seats.stream().filter(each -> each.number() == number).findFirst();
  }

  private Seat require(int number) {
    return seat(number).orElseThrow(() -> FaultException.conflict("review-task-state", "gone"));
  }

  /** Who gets no seat of it any more: whoever has one, has scored, or gave one back. */
  List<String> known() {
    return Stream.concat(
            barred.stream(),
            seats.stream()
                .filter(each -> each.state() != SeatState.CLOSED)
                .flatMap(each -> each.reviewer().stream()))
        .distinct()
        .toList();
  }

  /** What an assignment is to find reviewers for. */
  Work work(Id id, int wanted) {
    return new Work(id.value(), of.subject(), of.stage(), of.school(), wanted, known());
  }

  /** How many seats nobody has. */
  int vacant() {
    return (int) seats.stream().filter(each -> each.state() == SeatState.OPEN).count();
  }

  /** What the scores come to. */
  public Tally tally(Rubric rubric) {
    return Tally.of(rubric, sheets().stream().map(Sheet::points).toList());
  }

  /** What was said, without who said it. */
  public List<Sheet> sheets() {
    return seats.stream().flatMap(each -> each.sheet().stream()).toList();
  }

  /** As many seats as a rubric wants, and those of scores that are there. */
  Panel widened(int wanted, Seat.Cause cause, Instant now, String by, String rule) {
    List<Seat> all = new ArrayList<>(seats);
    List<Happening> more = new ArrayList<>();
    int standing = (int) seats.stream().filter(each -> each.state() != SeatState.CLOSED).count();
    for (int i = standing; i < wanted; i++) {
      int number = all.size() + 1;
      all.add(Seat.open(number, cause));
      more.add(new Happening("open", number, now, by, rule, Optional.empty()));
    }
    return more.isEmpty() ? this : with(all, Optional.empty(), more);
  }

  /** One seat more. */
  Panel extended(Seat.Cause cause, Instant now, String by, String rule) {
    int standing = (int) seats.stream().filter(each -> each.state() != SeatState.CLOSED).count();
    return widened(standing + 1, cause, now, by, rule);
  }

  /** Gives the vacant seats to reviewers, as many as there are. */
  Panel assigned(List<String> accounts, Instant now, Leases leases) {
    Panel next = this;
    List<Seat> vacant = seats.stream().filter(each -> each.state() == SeatState.OPEN).toList();
    for (int i = 0; i < Math.min(vacant.size(), accounts.size()); i++) {
      Seat seat = vacant.get(i).assigned(accounts.get(i), now.plus(leases.toClaim()));
      next =
          next.with(
              seat,
              Optional.empty(),
              new Happening(
                  "assign", seat.number(), now, "system", "least-loaded", Optional.empty()));
    }
    return next;
  }

  /**
   * A reviewer begins. Claiming what is her own already changes nothing.
   *
   * @throws FaultException conflict, when somebody else has it or it is over
   */
  Panel claimed(int number, String account, Instant now, Leases leases) {
    Seat seat = require(number);
    if (seat.state() == SeatState.CLAIMED && seat.isHeldBy(account)) {
      return this;
    }
    boolean free = seat.state() == SeatState.OPEN && !known().contains(account);
    if (!free && !seat.isHeldBy(account)) {
      throw FaultException.conflict("review-task-state", seat.state().label());
    }
    return with(
        seat.claimed(account, now.plus(leases.toScore())),
        Optional.empty(),
        new Happening(
            "claim", number, now, account, free ? "first-come" : "assigned", Optional.empty()));
  }

  private Seat held(int number, String account) {
    Seat seat = require(number);
    if (!seat.isHeldBy(account)) {
      throw FaultException.conflict("review-task-state", seat.state().label());
    }
    return seat;
  }

  /** A reviewer gives a seat back, and does not get another one of this panel. */
  Panel returned(int number, String account, Instant now, String rule, Optional<String> reason) {
    return with(
        held(number, account).freed(),
        Optional.of(account),
        new Happening("return", number, now, account, rule, reason));
  }

  /**
   * A reviewer scores; when all have and they are too far apart, one more is asked, once.
   *
   * @throws FaultException conflict, unless she has claimed it
   */
  Panel scored(int number, String account, Sheet sheet, Rubric rubric) {
    Seat seat = held(number, account);
    if (seat.state() != SeatState.CLAIMED) {
      throw FaultException.conflict("review-task-state", seat.state().label());
    }
    Panel next =
        with(
            seat.scored(sheet),
            Optional.empty(),
            new Happening("score", number, sheet.at(), account, "within-lease", Optional.empty()));
    boolean whole = next.seats.stream().allMatch(each -> each.state() == SeatState.SCORED);
    boolean asked = next.seats.stream().anyMatch(each -> each.cause() == Seat.Cause.SPREAD);
    return whole && !asked && next.tally(rubric).alarms(rubric)
        ? next.extended(Seat.Cause.SPREAD, sheet.at(), "system", "spread-alarm")
        : next;
  }

  /** Whatever was held too long is free again. */
  Panel asOf(Instant now) {
    Panel next = this;
    for (Seat seat : seats) {
      if (seat.isOver(now)) {
        next =
            next.with(
                seat.freed(),
                seat.reviewer(),
                new Happening(
                    "lapse", seat.number(), now, "system", "lease-over", seat.reviewer()));
      }
    }
    return next;
  }

  /** Nothing is scored any more. */
  Panel closed(Instant now, String rule) {
    Panel next = this;
    for (Seat seat : seats) {
      if (seat.state() == SeatState.OPEN || seat.state().isHeld()) {
        next =
            next.with(
                seat.closed(),
                Optional.empty(),
                new Happening("close", seat.number(), now, "system", rule, Optional.empty()));
      }
    }
    return next;
  }

  /** Where its seats stand, for counting: state → how many. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    seats.forEach(each -> counts.merge(each.state().label(), 1, Integer::sum));
    return counts;
  }

  /** When the first seat is taken from its reviewer. */
  Optional<Instant> nextDue() {
    return seats.stream().flatMap(each -> each.due().stream()).min(Instant::compareTo);
  }
}
