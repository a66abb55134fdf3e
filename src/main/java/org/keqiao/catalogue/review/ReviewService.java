package org.keqiao.catalogue.review;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonLife;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.Transition;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;

/**
 * Reviews: reviewers see what they decide on and not whose it is, and authors see what was decided
 * and not by whom.
 */
public final class ReviewService {

  private final Records<Lesson> lessons;
  private final LessonService service;
  private final LessonLife life;
  private final Decisions decisions;
  private final ReasonTable reasons;
  private final Clock clock;

  /** Over the lessons and what was decided on them. */
  public ReviewService(
      Records<Lesson> lessons,
      LessonService service,
      LessonLife life,
      Decisions decisions,
      ReasonTable reasons,
      Clock clock) {
    this.lessons = lessons;
    this.service = service;
    this.life = life;
    this.decisions = decisions;
    this.reasons = reasons;
    this.clock = clock;
  }

  /** Every reason. */
  List<Reason> reasons() {
    return reasons.all();
  }

  private Place place(Lesson lesson) {
    return Place.at(service.place(lesson.owner()).nodes());
  }

  /**
   * Whether a caller must not judge a lesson: it is her own, or of a school that she belongs to or
   * has a role in.
   */
  private static boolean isConcerned(Caller caller, Lesson lesson) {
    Optional<String> school = lesson.owner().school();
    return caller.account().equals(lesson.owner().account().value())
        || (school.isPresent()
            && (caller.school().equals(school)
                || caller.reaches().values().stream()
                    .anyMatch(reach -> reach.nodes().contains(school.get()))));
  }

  private boolean mayReview(Caller caller, Lesson lesson) {
    return caller.may(Permission.REVIEW_LESSON, place(lesson)) && !isConcerned(caller, lesson);
  }

  private static boolean isOpen(LessonState state) {
    return state == LessonState.SUBMITTED
        || state == LessonState.IN_REVIEW
        || state == LessonState.FLAGGED;
  }

  /**
   * A lesson that waits for review, within the caller's reach.
   *
   * @throws FaultException not found; conflict {@code recused} or {@code lesson-not-in-review}
   */
  private Entry<Lesson> open(Caller caller, Id id) {
    Entry<Lesson> lesson = lessons.read(id);
    caller.require(
        Permission.REVIEW_LESSON, place(lesson.value()), LessonService.TYPE.name(), id.value());
    if (isConcerned(caller, lesson.value())) {
      throw FaultException.conflict("recused");
    }
    if (!isOpen(lesson.value().state())) {
      throw FaultException.conflict("lesson-not-in-review");
    }
    return lesson;
  }

  /** A lesson without what tells whose it is; its files have plain names. */
  public Entry<Lesson> read(Caller caller, Id id) {
    Entry<Lesson> lesson = open(caller, id);
    return new Entry<>(
        id, lesson.version(), lesson.createdAt(), lesson.at(), lesson.by(), blind(lesson.value()));
  }

  private static Lesson blind(Lesson lesson) {
    return new Lesson(
        lesson.about().byNobody(),
        lesson.path(),
        lesson.owner(),
        lesson.state(),
        lesson.publishedAt(),
        plainly(lesson.parts()),
        plainly(lesson.captions()),
        lesson.life());
  }

  private static Map<String, Part> plainly(Map<String, Part> files) {
    Map<String, Part> plain = new TreeMap<>();
    files.forEach((label, part) -> plain.put(label, plainly(label, part)));
    return plain;
  }

  private static Part plainly(String label, Part part) {
    int dot = part.name().lastIndexOf('.');
    String ending = part.name().substring(dot < 0 ? part.name().length() : dot);
    boolean plain = ending.matches("\\.[A-Za-z0-9]{1,8}");
    return new Part(
        part.sha256(), plain ? label + ending : label, part.bytes(), part.type(), part.job());
  }

  /** The hash that a decision on a lesson must name; of the lesson as it is, not as it is shown. */
  String hash(Id id) {
    return Content.of(lessons.read(id).value()).hash();
  }

  /** The published lesson that a lesson is the next version of. */
  Optional<Lesson> replaced(Entry<Lesson> lesson) {
    return lesson
        .value()
        .life()
        .replaces()
        .flatMap(before -> lessons.find(before.lesson()))
        .map(Entry::value)
        .map(ReviewService::blind);
  }

  /** Lessons in a state that wait for review, within reach; those that the caller may judge. */
  Page<Entry<Lesson>> waiting(
      Caller caller, LessonState state, int limit, Optional<String> cursor) {
    Listing<Lesson> found =
        Listing.of(
            lessons,
            Map.of("state", state.label()),
            caller.reach(Permission.REVIEW_LESSON).within(),
            limit,
            cursor.map(Page::place));
    return new Page<>(
        found.items().stream()
            .filter(lesson -> lesson.value().state() == state)
            .filter(lesson -> mayReview(caller, lesson.value()))
            .map(
                lesson ->
                    new Entry<>(
                        lesson.id(),
                        lesson.version(),
                        lesson.createdAt(),
                        lesson.at(),
                        lesson.by(),
                        blind(lesson.value())))
            .toList(),
        found.next().map(Page::cursor));
  }

  /** Begins a review: the author cannot take the lesson back any more. */
  void begin(Caller caller, Id id) {
    open(caller, id);
    life.inNobodysName(
        id,
        lesson ->
            lesson.state() == LessonState.IN_REVIEW
                ? lesson
                : lesson.after(Transition.BEGIN_REVIEW, clock.instant()));
  }

  /**
   * Decides on a lesson.
   *
   * @throws FaultException conflict {@code content-changed}, when the lesson has other content than
   *     the reviewer saw; invalid, when the kind does not fit it
   */
  Entry<Decision> decide(Caller caller, Id id, DecisionDraft draft) {
    Entry<Lesson> entry = open(caller, id);
    draft.check(reasons);
    Lesson lesson = entry.value();
    Kind kind = draft.kind().orElseThrow();
    boolean fits =
        lesson.state() == LessonState.FLAGGED
            ? kind == Kind.RECHECK
            : Kind.before(lesson).contains(kind);
    if (!fits) {
      throw FaultException.invalid(
          new Violations().add("/kind", "review-kind", kind.label()).found());
    }
    Content content = Content.of(lesson);
    if (!draft.hash().orElseThrow().equals(content.hash())) {
      throw FaultException.conflict("content-changed", content.hash());
    }
    Entry<Decision> made =
        decisions.add(
            id,
            new Decision(
                id,
                lesson.life().replaces().map(before -> before.lesson()),
                entry.version(),
                kind,
                draft.outcome().orElseThrow(),
                content,
                content.hash(),
                draft.reasons(),
                draft.notes().stream().map(DecisionDraft.NoteDraft::note).toList(),
                clock.instant()),
            caller.account());
    settle(id);
    return made;
  }

  private void settle(Id id) {
    Instant now = clock.instant();
    life.inNobodysName(id, lesson -> decisions.settled(id, lesson, now));
  }

  /** Takes lessons to the state that their decisions lead to, when a server was killed before. */
  public void settleAll() {
    Stream.of(LessonState.SUBMITTED, LessonState.IN_REVIEW, LessonState.FLAGGED)
        .flatMap(state -> Listing.all(lessons, Map.of("state", state.label())))
        .filter(
            lesson ->
                !decisions
                    .settled(lesson.id(), lesson.value(), clock.instant())
                    .state()
                    .equals(lesson.value().state()))
        .map(Entry::id)
        .toList()
        .forEach(this::settle);
  }

  /** How much of a decision a caller sees. */
  enum Sight {
    /** What the author gets. */
    AUTHOR,
    /** What other reviewers get. */
    REVIEWER,
    /** Everything. */
    OFFICE
  }

  /** A decision, and how much of it is shown. */
  record Shown(Entry<Decision> decision, Sight sight) {}

  /**
   * What was decided on a lesson and its next versions, as far as the caller may know it: a
   * reviewer does not see what others decided before she has decided herself.
   *
   * @throws FaultException not found, when she neither edits nor reviews it
   */
  List<Shown> decisions(Caller caller, Id id) {
    Entry<Lesson> lesson = lessons.read(id);
    List<Entry<Decision>> all = decisions.ofAllVersions(id, lesson.value());
    Sight sight = sight(caller, lesson, isOpen(lesson.value().state()) || !all.isEmpty());
    boolean decided =
        sight != Sight.REVIEWER
            || all.stream().anyMatch(each -> isOfThisRound(each, lesson, caller));
    return all.stream()
        .filter(
            each -> decided || each.by().equals(caller.account()) || !isOfThisRound(each, lesson))
        .map(each -> new Shown(each, sight))
        .toList();
  }

  private static boolean isOfThisRound(Entry<Decision> decision, Entry<Lesson> lesson) {
    return isOpen(lesson.value().state())
        && decision.value().hash().equals(Content.of(lesson.value()).hash());
  }

  private static boolean isOfThisRound(
      Entry<Decision> decision, Entry<Lesson> lesson, Caller caller) {
    return isOfThisRound(decision, lesson) && decision.by().equals(caller.account());
  }

  /** What was never handed in is nobody's business but its maker's. */
  private Sight sight(Caller caller, Entry<Lesson> lesson, boolean handedIn) {
    if (handedIn && !isConcerned(caller, lesson.value())) {
      if (caller.may(Permission.READ_DECISION, place(lesson.value()))) {
        return Sight.OFFICE;
      }
      if (caller.may(Permission.REVIEW_LESSON, place(lesson.value()))) {
        return Sight.REVIEWER;
      }
    }
    caller.require(
        Permission.EDIT_LESSON,
        service.place(lesson.value().owner()),
        LessonService.TYPE.name(),
        lesson.id().value());
    return Sight.AUTHOR;
  }
}
