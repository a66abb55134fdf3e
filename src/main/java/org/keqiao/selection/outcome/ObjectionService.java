package org.keqiao.selection.outcome;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.round.RoundState;
import org.keqiao.selection.submission.Submission;
import org.keqiao.selection.submission.SubmissionService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Objections: anybody makes one while the notice stands, the organiser answers each. */
final class ObjectionService {

  static final RecordType<Objection> TYPE = new RecordType<>("objection", Objection.class);

  private static final int LONGEST = 2000;
  private static final int LONGEST_ID = 40;

  private final Records<Objection> objections;
  private final RoundService rounds;
  private final SubmissionService submissions;
  private final Clock clock;

  ObjectionService(
      Records<Objection> objections,
      RoundService rounds,
      SubmissionService submissions,
      Clock clock) {
    this.objections = objections;
    this.rounds = rounds;
    this.submissions = submissions;
    this.clock = clock;
  }

  /** An objection as it is made. */
  record Making(Optional<String> submission, Optional<String> reason) {}

  /** What the organiser says to one. */
  record Answering(Optional<Boolean> upheld, Optional<String> text) {}

  /**
   * Objects.
   *
   * @throws FaultException invalid; conflict, when there is no notice or she has objected before
   */
  Entry<Objection> make(Caller caller, Id round, Making making) {
    Instant now = clock.instant();
    Entry<Round> found = rounds.newest(round);
    Violations violations = new Violations();
    violations.text("/reason", making.reason().orElse(""), 1, LONGEST);
    Optional<Entry<Submission>> about =
        making
            .submission()
            .filter(Id::isId)
            .flatMap(id -> submissions.find(new Id(id)))
            .filter(each -> each.value().round().equals(round));
    if (about.isEmpty()) {
      violations.add("/submission", "unknown-term", making.submission().orElse(""));
    }
    violations.refuse();
    if (found.value().state() != RoundState.NOTICE) {
      throw FaultException.conflict("notice-not-standing", found.value().state().label());
    }
    Id submission = about.orElseThrow().id();
    String unique =
        "%s/%d/%s/%s".formatted(round, found.value().decisions(), submission, caller.account());
    return objections.create(
        new Id(DigestUtils.sha256Hex(unique).substring(0, LONGEST_ID)),
        new Objection(
            round,
            submission,
            caller.account(),
            making.reason().orElseThrow(),
            now,
            Optional.empty()),
        caller.account());
  }

  Listing<Objection> list(
      Caller caller, Id round, Map<String, String> filters, int limit, Optional<String> cursor) {
    rounds.organised(caller, Permission.READ_PANEL, round);
    Map<String, String> all = new HashMap<>(filters);
    all.put("round", round.value());
    return Listing.of(objections, all, limit, cursor.map(Page::place));
  }

  /** Answers one; the answer stays. */
  Entry<Objection> answer(Caller caller, Id id, long version, Answering answering) {
    Entry<Objection> found = objections.read(id);
    Round round = rounds.read(found.value().round()).value();
    caller.require(Permission.EDIT_ROUND, Place.at(rounds.nodes(round)), TYPE.name(), id.value());
    Violations violations = new Violations();
    violations.text("/text", answering.text().orElse(""), 1, LONGEST);
    if (answering.upheld().isEmpty()) {
      violations.add("/upheld", "missing");
    }
    violations.refuse();
    Objection.Answer answer =
        new Objection.Answer(
            answering.upheld().orElseThrow(), answering.text().orElseThrow(), clock.instant());
    return objections.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        objection -> {
          if (!objection.isOpen()) {
            throw FaultException.conflict("objection-answered");
          }
          return objection.answered(answer);
        });
  }

  /** Whether one of a round is open, as written up to now. */
  boolean isOneOpen(Id round) {
    return Listing.all(objections, Map.of("round", round.value(), "open", "true"))
        .findFirst()
        .isPresent();
  }

  /** Submissions that do not win because of an objection. */
  Set<Id> struck(Id round) {
    return Listing.all(objections, Map.of("round", round.value()))
        .map(Entry::value)
        .filter(Objection::strikes)
        .map(Objection::submission)
        .collect(Collectors.toSet());
  }
}
