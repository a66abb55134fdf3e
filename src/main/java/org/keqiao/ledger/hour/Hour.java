package org.keqiao.ledger.hour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.ledger.count.Figures;
import org.keqiao.ledger.count.MakeUp;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.pairing.agreement.Side;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/**
 * A lesson of an agreement on the ledger: what was counted, and what both schools say of it. The
 * methods are the only ways from one state to another; each adds to the history and takes nothing
 * from it.
 *
 * @param lesson which lesson it is
 * @param state where it stands
 * @param counted what was counted; nothing while it is open
 * @param confirmations of schools that say that it is right, one of each at most
 * @param dispute the last one, if there was one
 * @param settlement how that ended, if it did
 * @param history what happened, the first first
 */
public record Hour(
    Lesson lesson,
    HourState state,
    Optional<Counted> counted,
    List<Confirmation> confirmations,
    Optional<Dispute> dispute,
    Optional<Settlement> settlement,
    List<Happening> history) {

  /** Keeps its lists from changing. */
  public Hour {
    confirmations = List.copyOf(confirmations);
    history = List.copyOf(history);
  }

  /** What was counted, and when. */
  public record Counted(Figures figures, Instant at) {}

  /**
   * That a school says that the figures are right.
   *
   * @param by the account that said it, or {@code system} when the school said nothing in time
   * @param hash of the figures that it saw
   */
  public record Confirmation(Side side, String by, Instant at, String hash) {}

  /**
   * Something that happened to an hour.
   *
   * @param by the account that did it, or {@code system} for the clock
   * @param side the school that it was done for, if it was for one
   * @param hash of the figures from then on
   * @param verdict what the hour counted as from then on
   * @param reason why, in the words of whoever did it
   */
  public record Happening(
      HourStep step,
      Instant at,
      String by,
      Optional<Side> side,
      Optional<String> hash,
      Optional<Verdict> verdict,
      Optional<String> reason) {}

  private record Seen(Figures figures, Optional<Verdict> settled) {}

  /** The id of the hour that a school has of a lesson: counting twice finds the same one. */
  static Id id(String lesson, String school) {
    return new Id("h-" + DigestUtils.sha256Hex(lesson + "/" + school).substring(0, 40));
  }

  static Hour opened(Lesson lesson, Deed deed) {
    return new Hour(
            lesson,
            HourState.OPEN,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of())
        .after(HourStep.OPEN_HOUR, deed);
  }

  /** What is confirmed: SHA-256 of the figures, and of what a settlement makes of them. */
  public Optional<String> hash() {
    return counted.map(
        known ->
            DigestUtils.sha256Hex(
                Json.bytes(new Seen(known.figures(), settlement.map(Settlement::verdict)))));
  }

  /** What it counts as; nothing while it is open. */
  public Optional<Verdict> verdict() {
    return counted.map(
        known ->
            settlement
                .map(end -> end.verdict().madeUpBy(known.figures().makeUps()))
                .orElseGet(() -> known.figures().verdict()));
  }

  /** Whether a school has said that the figures are right. */
  public boolean isConfirmedBy(Side side) {
    return confirmations.stream().anyMatch(each -> each.side() == side);
  }

  private Hour after(HourStep step, Deed deed) {
    Happening happening =
        new Happening(step, deed.at(), deed.by(), deed.side(), hash(), verdict(), deed.reason());
    return new Hour(
        lesson,
        step.from(state),
        counted,
        confirmations,
        dispute,
        settlement,
        Stream.concat(history.stream(), Stream.of(happening)).toList());
  }

  private Hour with(List<Confirmation> those) {
    return new Hour(lesson, state, counted, those, dispute, settlement, history);
  }

  private Hour with(Figures figures, Instant at) {
    return new Hour(
        lesson,
        state,
        Optional.of(new Counted(figures, at)),
        List.of(),
        dispute,
        settlement,
        history);
  }

  /** The same of the lesson as it is known now; the agreement and its schools stay. */
  Hour of(Lesson known) {
    return new Hour(
        new Lesson(
            lesson.agreement(),
            lesson.urban(),
            lesson.rural(),
            lesson.booking(),
            known.session().or(lesson::session),
            known.about(),
            known.begins(),
            known.ends()),
        state,
        counted,
        confirmations,
        dispute,
        settlement,
        history);
  }

  /** Counts it, or counts it anew; what it was counted as is nothing new when it is the same. */
  Hour counted(Figures figures, Deed deed) {
    if (counted.isEmpty()) {
      return with(figures, deed.at()).after(HourStep.COUNT, deed);
    }
    Figures known = counted.get().figures();
    Figures next = figures.madeUpAs(known);
    return next.equals(known) || state == HourState.SETTLED ? this : recounted(next, deed);
  }

  private Hour recounted(Figures figures, Deed deed) {
    return with(figures, deed.at())
        .after(state == HourState.DISPUTED ? HourStep.RECOUNT_DISPUTED : HourStep.RECOUNT, deed);
  }

  /** Notes that a lesson was to make up for it; nothing is made up that is not owed. */
  Hour madeUp(MakeUp makeUp, Deed deed) {
    if (counted.isEmpty()) {
      return this;
    }
    Figures known = counted.get().figures();
    Verdict own = settlement.map(Settlement::verdict).orElse(known.own());
    Figures next = known.with(makeUp);
    return !own.outcome().isOwed() || next.equals(known) ? this : recounted(next, deed);
  }

  private void requireSeen(HourStep step, String hash) {
    String current =
        hash().orElseThrow(() -> FaultException.conflict("hour-state", state.label(), "confirm"));
    if (!current.equals(hash)) {
      step.from(state);
      throw FaultException.conflict("hour-figures-changed", current);
    }
  }

  /**
   * Says for one side that the figures are right; whoever disputed it takes that back. Saying it
   * twice changes nothing.
   *
   * @param hash of the figures that the caller saw
   * @throws FaultException conflict, when there are no figures or others, or the other side
   *     disputes them
   */
  Hour confirmed(Side side, String hash, Deed deed) {
    if (state == HourState.DISPUTED && isDisputedBy(side)) {
      return after(HourStep.WITHDRAW, deed).confirmed(side, hash, deed);
    }
    requireSeen(HourStep.CONFIRM, hash);
    if (state != HourState.DISPUTED && isConfirmedBy(side)) {
      return this;
    }
    Hour next = with(added(side, deed.by(), deed.at())).after(HourStep.CONFIRM, deed);
    return next.isConfirmedByBoth() ? next.after(HourStep.AGREE, deed) : next;
  }

  private List<Confirmation> added(Side side, String by, Instant at) {
    return Stream.concat(
            confirmations.stream().filter(each -> each.side() != side),
            Stream.of(new Confirmation(side, by, at, hash().orElseThrow())))
        .toList();
  }

  private boolean isConfirmedByBoth() {
    return isConfirmedBy(Side.URBAN) && isConfirmedBy(Side.RURAL);
  }

  private boolean isDisputedBy(Side side) {
    return dispute.filter(each -> each.side() == side).isPresent();
  }

  /**
   * Says for one side that the figures are wrong, and what the hour is to count as.
   *
   * @param hash of the figures that the caller saw
   */
  Hour disputed(Side side, String hash, Verdict proposal, Deed deed) {
    requireSeen(HourStep.DISPUTE, hash);
    Dispute said = new Dispute(side, deed.by(), deed.at(), deed.reason().orElse(""), proposal);
    return new Hour(
            lesson,
            state,
            counted,
            confirmations.stream().filter(each -> each.side() != side).toList(),
            Optional.of(said),
            settlement,
            history)
        .after(HourStep.DISPUTE, deed);
  }

  /**
   * Accepts for one side what the other one says.
   *
   * @throws FaultException conflict, when it is that side that disputes it
   */
  Hour accepted(Side side, Deed deed) {
    HourStep.ACCEPT.from(state);
    Dispute open = dispute.orElseThrow();
    if (open.side() == side) {
      throw FaultException.conflict("hour-own-dispute");
    }
    return settled(
        HourStep.ACCEPT,
        new Settlement(
            Settlement.How.ACCEPTED, deed.by(), deed.at(), open.proposal(), deed.reason()),
        deed);
  }

  /** Decides a dispute. */
  Hour decided(Verdict verdict, Deed deed) {
    HourStep.DECIDE.from(state);
    return settled(
        HourStep.DECIDE,
        new Settlement(Settlement.How.DECIDED, deed.by(), deed.at(), verdict, deed.reason()),
        deed);
  }

  private Hour settled(HourStep step, Settlement end, Deed deed) {
    return new Hour(lesson, state, counted, List.of(), dispute, Optional.of(end), history)
        .after(step, deed);
  }

  /** As it stands at a moment, when the clock has had its say. */
  Hour asOf(Instant now, Duration confirmWithin) {
    boolean late =
        counted.filter(known -> !now.isBefore(known.at().plus(confirmWithin))).isPresent();
    if (state != HourState.COUNTED || !late) {
      return this;
    }
    Hour next = this;
    for (Side side : Side.values()) {
      if (!next.isConfirmedBy(side)) {
        next = next.with(next.added(side, Deed.CLOCK, now));
      }
    }
    return next.after(HourStep.LAPSE, Deed.ofTheClock(now));
  }
}
