package org.keqiao.selection.round;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.selection.scoring.Quota;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Rounds: everybody may read them; who keeps the place of one organises it. */
public final class RoundService {

  /** Rounds. */
  public static final RecordType<Round> TYPE = new RecordType<>("round", Round.class);

  private final Records<Round> rounds;
  private final SchoolService schools;
  private final BiPredicate<String, String> terms;
  private final Clock clock;

  /**
   * @param terms whether a facet of the taxonomy has a term
   */
  RoundService(
      Records<Round> rounds,
      SchoolService schools,
      BiPredicate<String, String> terms,
      Clock clock) {
    this.rounds = rounds;
    this.schools = schools;
    this.terms = terms;
    this.clock = clock;
  }

  /** The place of a round and the regions around it; of a round of the nation there are none. */
  public List<String> nodes(Round round) {
    return round.place().map(schools::around).orElse(List.of());
  }

  /** A round. */
  public Entry<Round> read(Id id) {
    return rounds.read(id);
  }

  /** A round, when there is one of this name. */
  public Optional<Entry<Round>> find(String id) {
    return Id.isId(id) ? rounds.find(new Id(id)) : Optional.empty();
  }

  /** A round as the bucket has it at this moment. */
  public Entry<Round> newest(Id id) {
    return rounds.newest(id).orElseThrow(() -> FaultException.notFound(TYPE.name(), id.value()));
  }

  /**
   * A round that the caller organises.
   *
   * @param permission {@code EDIT_ROUND}, or what else its organiser may do
   * @throws FaultException not found, or forbidden
   */
  public Entry<Round> organised(Caller caller, Permission permission, Id id) {
    Entry<Round> found = rounds.read(id);
    if (!caller.may(permission, Place.at(nodes(found.value())))) {
      throw FaultException.forbidden();
    }
    return found;
  }

  Listing<Round> list(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(rounds, filters, limit, cursor.map(Page::place));
  }

  /** Every round in a state, as written up to now. */
  public Stream<Entry<Round>> in(RoundState state) {
    return Listing.all(rounds, Map.of("state", state.label()));
  }

  /**
   * Plans a round.
   *
   * @throws FaultException invalid; forbidden in places that the caller does not keep; conflict,
   *     when the name is taken
   */
  Entry<Round> create(Caller caller, RoundDraft draft) {
    check(draft);
    Round planned =
        Round.planned(draft, new Round.Deed(caller.account(), clock.instant(), Optional.empty()));
    if (!caller.may(Permission.EDIT_ROUND, Place.at(nodes(planned)))) {
      throw FaultException.forbidden();
    }
    return rounds.create(draft.id().map(Id::new).orElseGet(Id::fresh), planned, caller.account());
  }

  private void check(RoundDraft draft) {
    Violations violations = new Violations();
    draft.check(violations);
    draft
        .place()
        .filter(node -> !schools.isNode(node))
        .ifPresent(node -> violations.add("/place", "unknown-term", node));
    draft
        .above()
        .filter(round -> find(round).filter(each -> isAbove(each.value(), draft)).isEmpty())
        .ifPresent(round -> violations.add("/above", "round-not-above", round));
    List<Quota> quotas = draft.quotas().orElse(List.of());
    for (int i = 0; i < quotas.size(); i++) {
      String pointer = "/quotas/" + i;
      Quota quota = quotas.get(i);
      quota
          .region()
          .filter(node -> !schools.isNode(node))
          .ifPresent(node -> violations.add(pointer + "/region", "unknown-term", node));
      quota
          .subject()
          .filter(subject -> !terms.test("subject", subject))
          .ifPresent(id -> violations.add(pointer + "/subject", "unknown-term", id));
    }
    violations.refuse();
  }

  /** Winners go up: to a higher level, in a place that lies around this one. */
  private boolean isAbove(Round other, RoundDraft draft) {
    boolean higher = draft.level().filter(own -> own.compareTo(other.level()) < 0).isPresent();
    List<String> around = draft.place().map(schools::around).orElse(List.of());
    return higher && other.place().filter(node -> !around.contains(node)).isEmpty();
  }

  /** Says something otherwise of a round, by a merge patch of its draft. */
  Entry<Round> change(Caller caller, Id id, long version, ObjectNode patch) {
    organised(caller, Permission.EDIT_ROUND, id);
    Round.Deed deed = new Round.Deed(caller.account(), clock.instant(), Optional.empty());
    return rounds.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        round -> {
          RoundDraft before = RoundDraft.of(id.value(), round);
          RoundDraft draft = MergePatch.apply(before, patch, RoundDraft.class);
          refuseRenaming(before, draft);
          check(draft);
          return round.redrafted(draft, deed);
        });
  }

  private static void refuseRenaming(RoundDraft before, RoundDraft draft) {
    Violations violations = new Violations();
    if (!draft.id().equals(before.id())) {
      violations.add("/id", "cannot-change");
    }
    if (!draft.level().equals(before.level())) {
      violations.add("/level", "cannot-change");
    }
    if (!draft.place().equals(before.place())) {
      violations.add("/place", "cannot-change");
    }
    violations.refuse();
  }

  /**
   * The round, when its organiser may take a step now.
   *
   * @throws FaultException stale; conflict, when the step does not begin at its present state
   */
  public Entry<Round> ready(Id id, long version, RoundStep step) {
    Entry<Round> round = newest(id);
    if (round.version() != version) {
      throw FaultException.of(new Fault.Stale(round.version()));
    }
    step.from(round.value().state());
    return round;
  }

  /**
   * Takes a step that its organiser wants now.
   *
   * @param until when a round that is reopened is decided again
   * @throws FaultException stale; conflict, when the step does not begin at its present state
   */
  public Entry<Round> step(
      Caller caller, Id id, OptionalLong version, RoundStep step, Stepping stepping) {
    Instant now = clock.instant();
    Round.Deed deed = new Round.Deed(caller.account(), now, stepping.reason());
    return rounds.update(
        id,
        version,
        caller.account(),
        round ->
            step == RoundStep.REOPEN
                ? round.reopened(stepping.until().orElseThrow(), deed)
                : round.stepped(step, deed));
  }

  /**
   * What is asked of a round.
   *
   * @param until when a reopened round is decided again
   */
  public record Stepping(
      Optional<RoundStep> step, Optional<String> reason, Optional<Instant> until) {}

  /** Takes a step because its time has come, if it still has. */
  public Entry<Round> byClock(Id id, RoundStep step) {
    Instant now = clock.instant();
    return system(id, round -> round.byClock(step, now));
  }

  /** Notes that the work of the last step is done. */
  public Entry<Round> done(Id id, Round.Due work) {
    return system(id, round -> round.done(work));
  }

  private Entry<Round> system(Id id, UnaryOperator<Round> change) {
    return rounds.update(id, Round.CLOCK, change);
  }
}
