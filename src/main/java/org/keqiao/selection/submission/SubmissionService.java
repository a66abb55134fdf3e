package org.keqiao.selection.submission;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonState;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.selection.round.Level;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Submissions; those of schools beyond a caller's reach do not exist for her. */
public final class SubmissionService {

  /** Submissions. */
  public static final RecordType<Submission> TYPE =
      new RecordType<>("submission", Submission.class);

  private final Records<Submission> submissions;
  private final Entrance entrance;
  private final RoundService rounds;
  private final Sources sources;
  private final Clock clock;

  SubmissionService(
      Records<Submission> submissions,
      Entrance entrance,
      RoundService rounds,
      Sources sources,
      Clock clock) {
    this.submissions = submissions;
    this.entrance = entrance;
    this.rounds = rounds;
    this.sources = sources;
    this.clock = clock;
  }

  /** A lesson that is to be handed in. */
  record Handing(Optional<String> lesson) {}

  /** The school of a submission and the regions around it. */
  List<String> nodes(Submission submission) {
    return sources.schools().around(submission.author().school());
  }

  private Place place(Submission submission) {
    return new Place(List.of(submission.author().account()), nodes(submission));
  }

  /** A submission, whoever may see it: for what the program decides by itself. */
  public Entry<Submission> stored(Id id) {
    return submissions.read(id);
  }

  /** The same, when there is one of this name. */
  public Optional<Entry<Submission>> find(Id id) {
    return submissions.find(id);
  }

  /** A submission within reach. */
  public Entry<Submission> read(Caller caller, Permission permission, Id id) {
    Entry<Submission> found = submissions.read(id);
    caller.require(permission, place(found.value()), TYPE.name(), id.value());
    return found;
  }

  Listing<Submission> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        submissions,
        filters,
        caller.reach(Permission.READ_SUBMISSION).within(),
        limit,
        cursor.map(Page::place));
  }

  Listing<Submission> listOfRound(
      Caller caller, Id round, Map<String, String> filters, int limit, Optional<String> cursor) {
    rounds.organised(caller, Permission.READ_PANEL, round);
    Map<String, String> all = new HashMap<>(filters);
    all.put("round", round.value());
    return Listing.of(submissions, all, limit, cursor.map(Page::place));
  }

  /** What takes part in a round, as written up to now. */
  public Stream<Entry<Submission>> takingPart(Id round) {
    return Listing.all(submissions, Map.of("round", round.value(), "state", "submitted"));
  }

  /** How many submissions of a round there are, by what their cards have in a field. */
  public Map<String, Integer> count(Id round, String field) {
    return entrance.index().count(round, field);
  }

  /** Chapters that have a winner of another round of the same level already. */
  public Stream<String> coveredNodes(Level level, Id but) {
    return Listing.all(submissions, Map.of("won", "true"))
        .map(Entry::value)
        .filter(won -> !won.round().equals(but))
        .filter(
            won ->
                rounds
                    .find(won.round().value())
                    .filter(round -> round.value().level() == level)
                    .isPresent())
        .map(won -> won.content().nodeKey());
  }

  /**
   * Hands a lesson in to a round.
   *
   * @throws FaultException conflict, when the round takes none, the lesson is not whole, or
   *     something of it is taken; invalid, when it says too little of itself
   */
  Entry<Submission> submit(Caller caller, Id round, Handing handing) {
    Instant now = clock.instant();
    Entry<Round> into = rounds.read(round);
    Entry<Lesson> lesson = lesson(caller, handing);
    if (!into.value().takesEntries(now)) {
      throw FaultException.conflict("round-not-open", into.value().state().label());
    }
    Submission.Author author = author(lesson.value());
    refuseState(lesson.value());
    refuseStrangers(into.value(), author);
    sources.bundles().requireComplete(caller, lesson);
    return entrance.enter(into, lesson, author, List.of(), caller.account());
  }

  private Entry<Lesson> lesson(Caller caller, Handing handing) {
    Optional<Entry<Lesson>> found =
        handing
            .lesson()
            .filter(Id::isId)
            .flatMap(id -> sources.lessons().find(caller, new Id(id)))
            .filter(
                lesson ->
                    caller.may(
                        Permission.EDIT_LESSON, sources.lessons().place(lesson.value().owner())));
    return found.orElseThrow(
        () ->
            FaultException.invalid(
                new Violations()
                    .add(
                        "/lesson",
                        handing.lesson().isEmpty() ? "missing" : "unknown-term",
                        handing.lesson().orElse(""))
                    .found()));
  }

  /** What everybody can find says whose it is. */
  private static void refuseState(Lesson lesson) {
    if (lesson.state() == LessonState.PUBLISHED || lesson.state() == LessonState.WITHDRAWN) {
      throw FaultException.conflict("submission-lesson-known");
    }
  }

  private static Submission.Author author(Lesson lesson) {
    Violations violations = new Violations();
    if (lesson.about().teacher().filter(name -> !name.isBlank()).isEmpty()) {
      violations.add("/lesson/teacher", "missing");
    }
    if (lesson.owner().school().isEmpty()) {
      violations.add("/lesson/school", "missing");
    }
    if (lesson.about().node().isEmpty()) {
      violations.add("/lesson/node", "missing");
    }
    violations.refuse();
    return new Submission.Author(
        lesson.owner().account().value(),
        lesson.about().teacher().orElseThrow().strip(),
        lesson.owner().school().orElseThrow());
  }

  /** A round is for the schools of its place, and not for who organises it. */
  private void refuseStrangers(Round round, Submission.Author author) {
    List<String> around = sources.schools().around(author.school());
    if (round.place().filter(place -> !around.contains(place)).isPresent()) {
      throw FaultException.conflict("submission-outside", round.place().orElse(""));
    }
    boolean organises =
        sources
            .accounts()
            .callerOf(new Id(author.account()))
            .filter(owner -> owner.may(Permission.EDIT_ROUND, Place.at(rounds.nodes(round))))
            .isPresent();
    if (organises) {
      throw FaultException.conflict("submission-organiser");
    }
  }

  /**
   * Hands the winner of a round in to the round above.
   *
   * @throws FaultException conflict, as with any other
   */
  public Entry<Submission> promote(Entry<Submission> winner, Entry<Round> above, String by) {
    Submission won = winner.value();
    Entry<Lesson> lesson =
        sources
            .lessons()
            .stored(won.content().lesson())
            .filter(each -> isUnchanged(won, each.value()))
            .orElseThrow(() -> FaultException.conflict("submission-changed"));
    List<String> lineage =
        Stream.concat(won.lineage().stream(), Stream.of(won.round().value())).toList();
    return entrance.enter(above, lesson, won.author(), lineage, by);
  }

  /** Whether a lesson still has the content that was handed in. */
  public boolean isUnchanged(Submission submission) {
    return sources
        .lessons()
        .stored(submission.content().lesson())
        .filter(lesson -> isUnchanged(submission, lesson.value()))
        .isPresent();
  }

  private static boolean isUnchanged(Submission submission, Lesson lesson) {
    return Content.hash(lesson).equals(submission.content().hash());
  }

  /** Takes a submission back, as long as its round is not scored. */
  Entry<Submission> withdraw(Caller caller, Id id, long version) {
    Entry<Submission> found = read(caller, Permission.EDIT_SUBMISSION, id);
    Instant now = clock.instant();
    if (!rounds.newest(found.value().round()).value().takesEntries(now)) {
      throw FaultException.conflict("submission-fixed");
    }
    return submissions.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        submission -> {
          if (submission.state() != SubmissionState.SUBMITTED) {
            throw FaultException.conflict("submission-state", submission.state().label());
          }
          return submission.withdrawn(caller.account(), now);
        });
  }

  /** Writes into a submission what its round came to for it. */
  public Entry<Submission> decide(Id id, Submission.Decision decision) {
    return submissions.update(id, Round.CLOCK, submission -> submission.decided(decision));
  }
}
