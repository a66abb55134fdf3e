package org.keqiao.pairing.agreement;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.pairing.statement.KnownTerms;
import org.keqiao.school.School;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Agreements; those of schools beyond a caller's reach do not exist for her. */
public final class AgreementService {

  /** Agreements. */
  public static final RecordType<Agreement> TYPE = new RecordType<>("agreement", Agreement.class);

  private static final int LONGEST_REASON = 500;

  private final Records<Agreement> agreements;
  private final SchoolService schools;
  private final KnownTerms terms;
  private final Clock clock;
  private final Agreement.Deadlines deadlines;

  AgreementService(
      Records<Agreement> agreements,
      SchoolService schools,
      KnownTerms terms,
      Clock clock,
      Agreement.Deadlines deadlines) {
    this.agreements = agreements;
    this.schools = schools;
    this.terms = terms;
    this.clock = clock;
    this.deadlines = deadlines;
  }

  /** A school that signs, and the hash of the terms that it saw. */
  record Signing(Optional<Side> side, Optional<String> hash) {}

  /** Why something is done, and for which school. */
  record Reason(Optional<Side> side, Optional<String> reason) {}

  /** Other terms, and the school that proposes them. */
  record Amending(Optional<Side> side, Optional<TermsDraft> terms) {}

  /** The schools of an agreement and the regions around them. */
  public List<String> nodes(Agreement agreement) {
    return Stream.of(agreement.urban(), agreement.rural())
        .flatMap(school -> schools.around(school).stream())
        .distinct()
        .toList();
  }

  Entry<Agreement> read(Caller caller, Id id) {
    return reached(caller, Permission.READ_AGREEMENT, id);
  }

  /** An agreement, for whoever may do something with what belongs to its schools. */
  public Entry<Agreement> read(Caller caller, Permission permission, Id id) {
    return reached(caller, permission, id);
  }

  /** An agreement as it stands now, whoever asks; nothing when there is none of this name. */
  public Optional<Agreement> find(String id) {
    return Optional.of(id)
        .filter(Id::isId)
        .flatMap(text -> agreements.find(new Id(text)))
        .map(found -> found.value().asOf(clock.instant(), deadlines));
  }

  /** Whether two schools have an agreement that both have signed and that is not over. */
  public boolean areBound(String urban, String rural) {
    return Listing.all(agreements, Map.of("school", rural))
        .map(Entry::value)
        .anyMatch(each -> each.urban().equals(urban) && each.state().binds());
  }

  /** Tells of every agreement that this server ends from now on; must return at once. */
  public void onEnd(Consumer<Id> follower) {
    agreements.listen(
        (id, before, after) -> {
          boolean bound = before.filter(each -> each.state().binds()).isPresent();
          if (bound && after.filter(each -> each.state().binds()).isEmpty()) {
            follower.accept(id);
          }
        });
  }

  private Entry<Agreement> reached(Caller caller, Permission permission, Id id) {
    Entry<Agreement> found = agreements.read(id);
    caller.require(permission, Place.at(nodes(found.value())), TYPE.name(), id.value());
    return found;
  }

  Listing<Agreement> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        agreements,
        filters,
        caller.reach(Permission.READ_AGREEMENT).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * Proposes an agreement; whoever proposes it for a school signs it for that school by a step of
   * its own.
   *
   * @throws FaultException invalid; forbidden, when the caller speaks for neither school; conflict,
   *     when the name is taken
   */
  Entry<Agreement> propose(Caller caller, AgreementDraft draft) {
    Instant now = clock.instant();
    Violations violations = new Violations();
    draft.id().filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    checkSchool("/urban", draft.urban(), School.URBAN, violations);
    checkSchool("/rural", draft.rural(), School.RURAL, violations);
    draft
        .terms()
        .ifPresentOrElse(
            said -> said.check("/terms", terms, Agreement.day(now), violations),
            () -> violations.add("/terms", "missing"));
    violations.refuse();
    Agreement made =
        Agreement.proposed(
            draft.urban().orElseThrow(),
            draft.rural().orElseThrow(),
            Optional.empty(),
            draft.terms().orElseThrow().value(),
            new Agreement.Deed(caller.account(), now, Optional.empty(), Optional.empty()));
    if (!caller.may(Permission.PROPOSE_AGREEMENT, Place.at(nodes(made)))) {
      throw FaultException.forbidden();
    }
    return agreements.create(draft.id().map(Id::new).orElseGet(Id::fresh), made, caller.account());
  }

  private void checkSchool(
      String pointer, Optional<String> id, String kind, Violations violations) {
    if (id.isEmpty()) {
      violations.add(pointer, "missing");
      return;
    }
    Optional<Entry<School>> school = schools.find(id.get());
    if (school.isEmpty()) {
      violations.add(pointer, "school-not-found", id.get());
    } else if (!school.get().value().kind().equals(kind)) {
      violations.add(pointer, kind + "-school", id.get());
    }
  }

  /**
   * Proposes what a plan came to; does nothing when the plan has proposed it already.
   *
   * @param id made from the plan and the two schools
   */
  public void propose(Caller caller, Id id, String plan, String urban, String rural, Terms agreed) {
    Agreement made =
        Agreement.proposed(
            urban,
            rural,
            Optional.of(plan),
            agreed,
            new Agreement.Deed(
                caller.account(), clock.instant(), Optional.empty(), Optional.empty()));
    var _ = agreements.createIfAbsent(id, made, caller.account());
  }

  /** Signs what is open: the proposal, or an amendment. */
  Entry<Agreement> accept(Caller caller, Id id, long version, Signing signing) {
    Side side = side(caller, id, signing.side());
    String hash = hash(signing);
    Instant now = clock.instant();
    return change(
        caller,
        id,
        version,
        agreement -> agreement.signed(side, hash, Agreement.Deed.of(caller.account(), now, side)));
  }

  private static String hash(Signing signing) {
    return signing
        .hash()
        .orElseThrow(
            () -> FaultException.invalid(new Violations().add("/hash", "missing").found()));
  }

  /** Says no to what is open. */
  Entry<Agreement> decline(Caller caller, Id id, long version, Signing signing) {
    Side side = side(caller, id, signing.side());
    String hash = hash(signing);
    Instant now = clock.instant();
    return change(
        caller,
        id,
        version,
        agreement -> agreement.declined(hash, Agreement.Deed.of(caller.account(), now, side)));
  }

  /** Proposes other terms. */
  Entry<Agreement> amend(Caller caller, Id id, long version, Amending amending) {
    Side side = side(caller, id, amending.side());
    Instant now = clock.instant();
    Violations violations = new Violations();
    amending
        .terms()
        .ifPresentOrElse(
            said -> said.check("/terms", terms, Agreement.day(now), violations),
            () -> violations.add("/terms", "missing"));
    violations.refuse();
    Terms other = amending.terms().orElseThrow().value();
    return change(
        caller,
        id,
        version,
        agreement -> agreement.amended(other, Agreement.Deed.of(caller.account(), now, side)));
  }

  /** Suspends, resumes or ends. */
  Entry<Agreement> step(Caller caller, Id id, long version, Step step, Reason reason) {
    reached(caller, Permission.SUSPEND_AGREEMENT, id);
    new Violations().text("/reason", reason.reason(), LONGEST_REASON).refuse();
    Agreement.Deed deed =
        new Agreement.Deed(
            caller.account(),
            clock.instant(),
            reason.side().map(side -> side(caller, id, reason.side())),
            reason.reason());
    return change(caller, id, version, agreement -> agreement.stepped(step, deed));
  }

  /** Which side a caller speaks for; who may speak for both says for which. */
  private Side side(Caller caller, Id id, Optional<Side> named) {
    Agreement agreement = reached(caller, Permission.SIGN_AGREEMENT, id).value();
    List<Side> own =
        Stream.of(Side.values())
            .filter(
                side ->
                    caller.may(
                        Permission.SIGN_AGREEMENT,
                        Place.at(schools.around(school(agreement, side)))))
            .toList();
    if (named.isPresent() && !own.contains(named.get())) {
      throw FaultException.forbidden();
    }
    return named
        .or(() -> own.size() == 1 ? Optional.of(own.getFirst()) : Optional.empty())
        .orElseThrow(
            () -> FaultException.invalid(new Violations().add("/side", "missing").found()));
  }

  private static String school(Agreement agreement, Side side) {
    return side == Side.URBAN ? agreement.urban() : agreement.rural();
  }

  private Entry<Agreement> change(
      Caller caller, Id id, long version, UnaryOperator<Agreement> change) {
    Instant now = clock.instant();
    return agreements.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        agreement -> change.apply(agreement.asOf(now, deadlines)).asOf(now, deadlines));
  }

  /** Lets the clock have its say on every agreement that is not over. */
  void tick() {
    Instant now = clock.instant();
    for (AgreementState state : AgreementState.values()) {
      if (state.isOpen()) {
        Listing.all(agreements, Map.of("state", state.label()))
            .filter(entry -> !entry.value().asOf(now, deadlines).equals(entry.value()))
            .toList()
            .forEach(
                entry ->
                    agreements.update(
                        entry.id(), "system", agreement -> agreement.asOf(now, deadlines)));
      }
    }
  }

  /** Every agreement of schools of a region. */
  public Stream<Agreement> within(String region) {
    return Listing.all(agreements, Map.of("places", region)).map(Entry::value);
  }

  /** An agreement, when there is one of this name. */
  public Optional<Agreement> find(Id id) {
    return agreements.find(id).map(Entry::value);
  }

  /** The agreement of two schools that binds them now, if there is one. */
  public Optional<Id> binding(String urban, String rural) {
    return Listing.all(agreements, Map.of("school", rural))
        .filter(entry -> entry.value().urban().equals(urban))
        .filter(entry -> entry.value().state().binds())
        .map(Entry::id)
        .findFirst();
  }

  /**
   * Every agreement that lies in reach.
   *
   * @param filters {@code school}, {@code state} or {@code places} and the value each must have
   * @param within nodes of the tree, one of which a school of it must lie in; absent for all
   */
  public Stream<Entry<Agreement>> all(Map<String, String> filters, Optional<Set<String>> within) {
    return Listing.all(agreements, filters, within);
  }
}
