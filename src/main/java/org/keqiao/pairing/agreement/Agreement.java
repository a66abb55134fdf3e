package org.keqiao.pairing.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;

/**
 * That an urban school gives lessons to a rural one. The methods are the only ways from one state
 * to another; each adds to the history and takes nothing from it.
 *
 * @param urban id of the school that gives lessons
 * @param rural id of the school that receives them
 * @param plan id of the plan that proposed it, if one did
 * @param state where it stands
 * @param current the terms that hold, or that are proposed
 * @param amendment other terms that wait for signatures
 * @param earlier terms that held before, the first ones first
 * @param history what happened, the first first
 */
public record Agreement(
    String urban,
    String rural,
    Optional<String> plan,
    AgreementState state,
    TermsVersion current,
    Optional<TermsVersion> amendment,
    List<TermsVersion> earlier,
    List<Happening> history) {

  /** Days begin and end where the schools are. */
  public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /** Keeps its lists from changing. */
  public Agreement {
    earlier = List.copyOf(earlier);
    history = List.copyOf(history);
  }

  /**
   * Something that happened to an agreement.
   *
   * @param by the account that did it, or {@code system} for the clock
   * @param side the school that it was done for, if it was for one
   * @param hash of the terms that it was about
   * @param reason why, in the words of whoever did it
   */
  public record Happening(
      Step step,
      Instant at,
      String by,
      Optional<Side> side,
      String hash,
      Optional<String> reason) {}

  /** Who does something, when, for which school and why. */
  record Deed(String by, Instant at, Optional<Side> side, Optional<String> reason) {

    static Deed of(String by, Instant at, Side side) {
      return new Deed(by, at, Optional.of(side), Optional.empty());
    }

    static Deed ofTheClock(Instant at) {
      return new Deed("system", at, Optional.empty(), Optional.empty());
    }
  }

  /**
   * How long things may take.
   *
   * @param answerWithin how long a proposal waits for signatures
   * @param renewalNotice how long before the last day it is time to think of renewal
   */
  public record Deadlines(Duration answerWithin, Duration renewalNotice) {}

  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, CHINA);
  }

  static Agreement proposed(
      String urban, String rural, Optional<String> plan, Terms terms, Deed deed) {
    return new Agreement(
            urban,
            rural,
            plan,
            AgreementState.PROPOSED,
            TermsVersion.unsigned(1, terms),
            Optional.empty(),
            List.of(),
            List.of())
        .after(Step.PROPOSE, deed, terms.hash());
  }

  private Agreement after(Step step, Deed deed, String hash) {
    Happening happening =
        new Happening(step, deed.at(), deed.by(), deed.side(), hash, deed.reason());
    return new Agreement(
        urban,
        rural,
        plan,
        step.from(state),
        current,
        amendment,
        earlier,
        Stream.concat(history.stream(), Stream.of(happening)).toList());
  }

  private Agreement after(Step step, Deed deed) {
    return after(step, deed, current.hash());
  }

  private Agreement with(TermsVersion holding, Optional<TermsVersion> open) {
    return new Agreement(urban, rural, plan, state, holding, open, earlier, history);
  }

  /** What waits for signatures: the proposal, or an amendment. */
  Optional<TermsVersion> open() {
    return state == AgreementState.PROPOSED
        ? Optional.of(current)
        : amendment.filter(any -> state.binds());
  }

  private TermsVersion requireOpen(Step step, String hash) {
    TermsVersion open =
        open()
            .orElseThrow(
                () -> {
                  step.from(state);
                  return FaultException.conflict("agreement-nothing-open");
                });
    if (!open.hash().equals(hash)) {
      throw FaultException.conflict("agreement-terms-changed", open.hash());
    }
    return open;
  }

  /**
   * Signs what is open for one side; the second signature makes it hold. Signing twice changes
   * nothing.
   *
   * @param hash of the terms that the signer saw
   * @throws FaultException conflict, when nothing is open or the terms are others
   */
  Agreement signed(Side side, String hash, Deed deed) {
    boolean proposal = state == AgreementState.PROPOSED;
    TermsVersion open = requireOpen(proposal ? Step.SIGN : Step.SIGN_AMENDMENT, hash);
    if (open.isSignedBy(side)) {
      return this;
    }
    TermsVersion signed = open.signed(side, deed.by(), deed.at());
    if (proposal) {
      Agreement next = with(signed, amendment).after(Step.SIGN, deed);
      return signed.isSignedByBoth() ? next.after(Step.ACCEPT, deed) : next;
    }
    Agreement next = with(current, Optional.of(signed)).after(Step.SIGN_AMENDMENT, deed, hash);
    return signed.isSignedByBoth() ? next.amendedBy(signed, deed) : next;
  }

  private Agreement amendedBy(TermsVersion signed, Deed deed) {
    return new Agreement(
            urban,
            rural,
            plan,
            state,
            signed,
            Optional.empty(),
            Stream.concat(earlier.stream(), Stream.of(current)).toList(),
            history)
        .after(Step.ACCEPT_AMENDMENT, deed);
  }

  /** Says no to what is open. */
  Agreement declined(String hash, Deed deed) {
    boolean proposal = state == AgreementState.PROPOSED;
    Step step = proposal ? Step.DECLINE : Step.DECLINE_AMENDMENT;
    requireOpen(step, hash);
    return (proposal ? this : with(current, Optional.empty())).after(step, deed, hash);
  }

  /** Proposes other terms, which hold once both have signed them. */
  Agreement amended(Terms terms, Deed deed) {
    Step.AMEND.from(state);
    if (amendment.isPresent()) {
      throw FaultException.conflict("amendment-open");
    }
    if (terms.equals(current.terms())) {
      throw FaultException.conflict("amendment-same");
    }
    int proposals =
        (int) history.stream().filter(happening -> happening.step() == Step.AMEND).count();
    TermsVersion open = TermsVersion.unsigned(proposals + 2, terms);
    return with(current, Optional.of(open)).after(Step.AMEND, deed, open.hash());
  }

  /** Stops the lessons for a while, lets them go on, or ends them. */
  Agreement stepped(Step step, Deed deed) {
    return after(step, deed);
  }

  /** Whether its last day comes near and nothing was agreed on for the time after it. */
  boolean renewalDue() {
    return state.binds()
        && history.stream()
            .anyMatch(each -> each.step() == Step.REMIND && each.hash().equals(current.hash()));
  }

  /** Whether it ended because its last day was over. */
  public boolean ranToItsLastDay() {
    return history.getLast().step() == Step.FINISH;
  }

  /** As it stands at a moment, when the clock has had its say. */
  Agreement asOf(Instant now, Deadlines deadlines) {
    LocalDate today = day(now);
    Deed deed = Deed.ofTheClock(now);
    boolean over = today.isAfter(current.terms().to());
    if (state == AgreementState.PROPOSED) {
      Instant answerBy = history.getFirst().at().plus(deadlines.answerWithin());
      return over || !now.isBefore(answerBy) ? after(Step.LAPSE, deed) : this;
    }
    if (!state.binds()) {
      return this;
    }
    if (over) {
      return after(Step.FINISH, deed);
    }
    Agreement begun =
        state == AgreementState.ACCEPTED && !today.isBefore(current.terms().from())
            ? after(Step.BEGIN, deed)
            : this;
    LocalDate notice = current.terms().to().minusDays(deadlines.renewalNotice().toDays());
    return !today.isBefore(notice) && !begun.renewalDue() ? begun.after(Step.REMIND, deed) : begun;
  }
}
