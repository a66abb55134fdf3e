package org.keqiao.catalogue;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Caller;
import org.keqiao.ingest.MediaService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;
import org.keqiao.store.Records;

/**
 * Takes lessons through their life. The next version of a published lesson is a lesson of its own,
 * which names the one that it replaces: so it is edited, checked, reviewed and played by the same
 * operations as any draft, while the record, card, shard and copies of the published one stay
 * untouched. Publishing it writes one version of the published record, which has the old content or
 * the new one and nothing between.
 */
public final class LessonLife {

  private static final String SYSTEM = "system";
  private static final int ID_DIGITS = 24;

  private final Records<Lesson> lessons;
  private final LessonService service;
  private final MediaService media;
  private final ReviewRule review;
  private final Consumer<Entry<Lesson>> followers;
  private final Clock clock;

  /**
   * @param followers hear of every lesson that has come to another state, before the caller does
   */
  LessonLife(
      Records<Lesson> lessons,
      LessonService service,
      MediaService media,
      ReviewRule review,
      Consumer<Entry<Lesson>> followers,
      Clock clock) {
    this.lessons = lessons;
    this.service = service;
    this.media = media;
    this.review = review;
    this.followers = followers;
    this.clock = clock;
  }

  /**
   * Takes a lesson one step on.
   *
   * @param condition refuses what is not ready for the step
   * @throws FaultException conflict, when the step does not begin at its present state
   */
  public Entry<Lesson> move(
      Caller caller, Id id, long version, Transition step, Consumer<Lesson> condition) {
    return move(caller, id, version, step, Optional.empty(), condition);
  }

  private Entry<Lesson> move(
      Caller caller,
      Id id,
      long version,
      Transition step,
      Optional<String> reason,
      Consumer<Lesson> condition) {
    service.within(caller, step.permission(), id);
    return told(
        service.change(
            caller,
            id,
            version,
            lesson -> {
              Lesson next = lesson.after(step, clock.instant(), reason);
              condition.accept(lesson);
              return next;
            }));
  }

  private Entry<Lesson> told(Entry<Lesson> lesson) {
    followers.accept(lesson);
    return lesson;
  }

  /**
   * Lets everybody find a lesson; the next version of another takes its place.
   *
   * @return what everybody finds now
   * @throws FaultException conflict, when it cannot be played or reviewers have not accepted it
   */
  Entry<Lesson> publish(Caller caller, Id id, long version) {
    Entry<Lesson> lesson = service.within(caller, Transition.PUBLISH.permission(), id);
    return lesson
        .value()
        .life()
        .replaces()
        .map(replaced -> swap(caller, lesson, version, replaced))
        .orElseGet(
            () -> move(caller, id, version, Transition.PUBLISH, ready -> requireReady(id, ready)));
  }

  private void requireReady(Id id, Lesson lesson) {
    refuseUnplayable(lesson);
    review.require(id, lesson);
  }

  private Entry<Lesson> swap(
      Caller caller, Entry<Lesson> next, long version, Life.Replaced replaced) {
    if (next.version() != version) {
      throw FaultException.of(new Fault.Stale(next.version()));
    }
    Transition.PUBLISH.from(next.value().state());
    service.within(caller, Transition.REPLACE.permission(), replaced.lesson());
    requireReady(next.id(), next.value());
    Entry<Lesson> swapped =
        lessons.update(replaced.lesson(), caller.account(), old -> swapped(old, next, replaced));
    close(next.id(), caller.account());
    return told(swapped);
  }

  private Lesson swapped(Lesson old, Entry<Lesson> next, Life.Replaced replaced) {
    if (old.life().took(next.id())) {
      return old;
    }
    if (old.life().release() != replaced.release()) {
      throw FaultException.conflict("next-outdated", replaced.release(), old.life().release());
    }
    return old.replacedBy(next.id(), next.value(), clock.instant());
  }

  /** Its content has come in: the draft is over, and its history stays. */
  private void close(Id next, String by) {
    lessons.newest(next).ifPresent(draft -> lessons.delete(next, draft.version(), by));
  }

  /** Deletes drafts whose content has come in, when a server was killed before it could. */
  void closeMerged(Id next) {
    lessons
        .newest(next)
        .flatMap(draft -> draft.value().life().replaces())
        .flatMap(replaced -> lessons.newest(replaced.lesson()))
        .filter(old -> old.value().life().took(next))
        .ifPresent(old -> close(next, SYSTEM));
  }

  /**
   * Begins the next version of a lesson that is out; there is one at a time.
   *
   * @throws FaultException conflict, when it is not out, or its next version was begun before
   */
  Entry<Lesson> begin(Caller caller, Id id) {
    Entry<Lesson> lesson = service.own(caller, id);
    Transition.REPLACE.from(lesson.value().state());
    Id next = next(lesson);
    return lessons
        .createIfAbsent(next, lesson.value().next(id), caller.account())
        .orElseThrow(() -> FaultException.conflict("next-begun", next.value()));
  }

  /** The next version of a lesson, which somebody has begun. */
  Entry<Lesson> next(Caller caller, Id id) {
    Entry<Lesson> lesson = service.own(caller, id);
    return lessons
        .newest(next(lesson))
        .orElseThrow(() -> FaultException.notFound("next-version", id.value()));
  }

  /** Drafts that were thrown away keep their names. */
  private Id next(Entry<Lesson> lesson) {
    int attempt = 0;
    Id id = next(lesson, attempt);
    while (lessons.newest(id).isEmpty() && lessons.revision(id, 1).isPresent()) {
      attempt++;
      id = next(lesson, attempt);
    }
    return id;
  }

  private static Id next(Entry<Lesson> lesson, int attempt) {
    String name = "%s %d %d".formatted(lesson.id(), lesson.value().life().release(), attempt);
    return new Id(DigestUtils.sha256Hex(name).substring(0, ID_DIGITS));
  }

  /** Takes a lesson away from everybody, for a reason. */
  Entry<Lesson> withdraw(Caller caller, Id id, long version, Optional<String> reason) {
    return move(caller, id, version, Transition.WITHDRAW, reason, lesson -> {});
  }

  /** Keeps a published lesson from being found, or lets it be found again. */
  Entry<Lesson> list(Caller caller, Id id, long version, boolean found) {
    return move(caller, id, version, found ? Transition.LIST : Transition.UNLIST, lesson -> {});
  }

  /**
   * What reviewers and reporters bring about. It is written in nobody's name, so that the audit of
   * a lesson never tells its author who they are.
   */
  public Entry<Lesson> inNobodysName(Id id, UnaryOperator<Lesson> change) {
    return told(Origin.withheld(() -> lessons.update(id, SYSTEM, change)));
  }

  /**
   * Refuses to give out what belongs to a lesson that is withdrawn; while nobody can tell, what was
   * signed is good.
   */
  void refuseGone(Id id) {
    find(id)
        .flatMap(lesson -> lesson.value().gone())
        .ifPresent(
            why -> {
              throw FaultException.of(why);
            });
  }

  private Optional<Entry<Lesson>> find(Id id) {
    try {
      return lessons.find(id);
    } catch (FaultException away) {
      return Optional.empty();
    }
  }

  private void refuseUnplayable(Lesson lesson) {
    Optional<Part> video = lesson.part(PartName.VIDEO);
    if (video.isEmpty()) {
      throw FaultException.conflict(
          "lesson-not-ready", List.of(Violation.of("/parts/video", "video-missing")));
    }
    String state = media.state(video.get().sha256());
    if (!state.equals("playable")) {
      throw FaultException.conflict(
          "lesson-not-ready", List.of(Violation.of("/parts/video", "video-" + state)));
    }
  }
}
