package org.keqiao.ledger.hour;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.pairing.agreement.Side;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Hours; those of schools beyond a caller's reach do not exist for her. */
public final class HourService {

  /** Hours. */
  public static final RecordType<Hour> TYPE = new RecordType<>("hour", Hour.class);

  private static final int LONGEST_REASON = 500;

  private final Records<Hour> hours;
  private final HourIndex index;
  private final SchoolService schools;
  private final Clock clock;

  HourService(Records<Hour> hours, HourIndex index, SchoolService schools, Clock clock) {
    this.hours = hours;
    this.index = index;
    this.schools = schools;
    this.clock = clock;
  }

  /** A school that says that the figures are right, and the hash of those that it saw. */
  public record Confirming(Optional<Side> side, Optional<String> hash) {}

  /** A school that says that they are wrong, why, and what the hour is to count as. */
  record Disputing(
      Optional<Side> side,
      Optional<String> hash,
      Optional<String> reason,
      Optional<VerdictDraft> proposal) {}

  /** A school that accepts what the other one says. */
  record Accepting(Optional<Side> side, Optional<String> reason) {}

  /** What the bureau decides, and why. */
  record Deciding(Optional<VerdictDraft> verdict, Optional<String> reason) {}

  /** The searches of this package. */
  public HourIndex index() {
    return index;
  }

  private Place place(Hour hour) {
    return Place.at(HourIndex.nodes(hour, schools));
  }

  Entry<Hour> read(Caller caller, Id id) {
    return reached(caller, Permission.READ_HOURS, id);
  }

  private Entry<Hour> reached(Caller caller, Permission permission, Id id) {
    Entry<Hour> found = hours.read(id);
    caller.require(permission, place(found.value()), TYPE.name(), id.value());
    return found;
  }

  Page<Entry<Hour>> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return index.page(
        new HourIndex.Wanted(
            filters,
            caller.reach(Permission.READ_HOURS).within(),
            Optional.empty(),
            Optional.empty()),
        limit,
        cursor);
  }

  /** Says for a school that the figures are right. */
  Entry<Hour> confirm(Caller caller, Id id, long version, Confirming said) {
    Hour hour = reached(caller, Permission.CONFIRM_HOURS, id).value();
    Side side = side(caller, hour.lesson().urban(), hour.lesson().rural(), said.side());
    String hash = hash(said.hash());
    Deed deed = Deed.of(caller.account(), clock.instant(), side);
    return change(caller, id, version, each -> each.confirmed(side, hash, deed));
  }

  /** Says for a school that they are wrong. */
  Entry<Hour> dispute(Caller caller, Id id, long version, Disputing said) {
    Hour hour = reached(caller, Permission.CONFIRM_HOURS, id).value();
    Side side = side(caller, hour.lesson().urban(), hour.lesson().rural(), said.side());
    String hash = hash(said.hash());
    Violations violations = new Violations();
    violations.text("/reason", said.reason().orElse(""), 1, LONGEST_REASON);
    VerdictDraft proposal = require("/proposal", said.proposal(), violations);
    Deed deed = Deed.of(caller.account(), clock.instant(), side).because(said.reason().orElse(""));
    return change(
        caller, id, version, each -> each.disputed(side, hash, proposal.value(each), deed));
  }

  /** Accepts for a school what the other one says. */
  Entry<Hour> accept(Caller caller, Id id, long version, Accepting said) {
    Hour hour = reached(caller, Permission.CONFIRM_HOURS, id).value();
    Side side = side(caller, hour.lesson().urban(), hour.lesson().rural(), said.side());
    new Violations().text("/reason", said.reason(), LONGEST_REASON).refuse();
    Deed deed = new Deed(caller.account(), clock.instant(), Optional.of(side), said.reason());
    return change(caller, id, version, each -> each.accepted(side, deed));
  }

  /** Decides a dispute, for neither school. */
  Entry<Hour> decide(Caller caller, Id id, long version, Deciding said) {
    reached(caller, Permission.DECIDE_HOURS, id);
    Violations violations = new Violations();
    violations.text("/reason", said.reason().orElse(""), 1, LONGEST_REASON);
    VerdictDraft verdict = require("/verdict", said.verdict(), violations);
    Deed deed = new Deed(caller.account(), clock.instant(), Optional.empty(), said.reason());
    return change(caller, id, version, each -> each.decided(verdict.value(each), deed));
  }

  private static VerdictDraft require(
      String pointer, Optional<VerdictDraft> said, Violations violations) {
    said.ifPresentOrElse(
        draft -> draft.check(pointer, violations), () -> violations.add(pointer, "missing"));
    violations.refuse();
    return said.orElseThrow();
  }

  /**
   * Confirms for a school those of some hours that wait for it; the others stay as they are, also
   * those that somebody changes at the same time.
   */
  public void confirmAll(Caller caller, Side side, List<Entry<Hour>> some) {
    Deed deed = Deed.of(caller.account(), clock.instant(), side);
    some.stream()
        .filter(each -> waitsFor(each.value(), side))
        .forEach(
            each -> {
              String hash = each.value().hash().orElseThrow();
              hours.update(
                  each.id(),
                  caller.account(),
                  hour ->
                      waitsFor(hour, side) && hour.hash().equals(Optional.of(hash))
                          ? hour.confirmed(side, hash, deed)
                          : hour);
            });
  }

  private static boolean waitsFor(Hour hour, Side side) {
    return hour.state() == HourState.COUNTED && !hour.isConfirmedBy(side);
  }

  private Entry<Hour> change(Caller caller, Id id, long version, UnaryOperator<Hour> change) {
    return hours.update(id, OptionalLong.of(version), caller.account(), change);
  }

  private static String hash(Optional<String> said) {
    return said.orElseThrow(
        () -> FaultException.invalid(new Violations().add("/hash", "missing").found()));
  }

  /**
   * Which side a caller speaks for; who may speak for both says for which.
   *
   * @throws FaultException forbidden, when she speaks for the other one; invalid, when she does not
   *     say for which
   */
  public Side side(Caller caller, String urban, String rural, Optional<Side> named) {
    List<Side> own =
        Stream.of(Side.values())
            .filter(
                side ->
                    caller.may(
                        Permission.CONFIRM_HOURS,
                        Place.at(schools.around(side == Side.URBAN ? urban : rural))))
            .toList();
    if (named.isPresent() && !own.contains(named.get())) {
      throw FaultException.forbidden();
    }
    return named
        .or(() -> own.size() == 1 ? Optional.of(own.getFirst()) : Optional.empty())
        .orElseThrow(
            () -> FaultException.invalid(new Violations().add("/side", "missing").found()));
  }

  /** Confirms what nobody said anything about in time. */
  public void lapse(Duration confirmWithin) {
    Instant now = clock.instant();
    index
        .all(
            new HourIndex.Wanted(
                Map.of("state", HourState.COUNTED.label()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(now.minus(confirmWithin))))
        .filter(each -> !each.value().asOf(now, confirmWithin).equals(each.value()))
        .toList()
        .forEach(
            each -> hours.update(each.id(), Deed.CLOCK, hour -> hour.asOf(now, confirmWithin)));
  }
}
