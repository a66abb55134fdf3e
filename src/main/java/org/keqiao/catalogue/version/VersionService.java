package org.keqiao.catalogue.version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonService;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;
import org.keqiao.store.Revision;

/** Versions of lessons, for who may change them. */
final class VersionService {

  private final Records<Lesson> lessons;
  private final LessonService service;

  VersionService(Records<Lesson> lessons, LessonService service) {
    this.lessons = lessons;
    this.service = service;
  }

  /** All versions of a lesson, the newest first. */
  Page<Entry<Lesson>> list(Caller caller, Id id, int limit, Optional<String> cursor) {
    service.own(caller, id);
    long before = cursor.map(VersionService::number).orElse(Long.MAX_VALUE);
    List<Entry<Lesson>> older =
        lessons.history(id).stream()
            .filter(version -> version.version() < before)
            .sorted(Comparator.comparingLong((Entry<Lesson> each) -> each.version()).reversed())
            .limit(limit + 1L)
            .toList();
    List<Entry<Lesson>> page = older.stream().limit(limit).toList();
    return new Page<>(
        page,
        older.size() > limit
            ? Optional.of(Page.cursor(Long.toString(page.getLast().version())))
            : Optional.empty());
  }

  private static long number(String cursor) {
    try {
      return Long.parseLong(Page.place(cursor));
    } catch (NumberFormatException foreign) {
      throw Page.badCursor();
    }
  }

  /** One version of a lesson. */
  Entry<Lesson> read(Caller caller, Id id, long number) {
    Entry<Lesson> newest = service.own(caller, id);
    return lessons
        .revision(id, number)
        .flatMap(revision -> entry(newest, revision))
        .orElseThrow(() -> FaultException.notFound("lesson-version", Long.toString(number)));
  }

  private static Optional<Entry<Lesson>> entry(Entry<Lesson> newest, Revision<Lesson> revision) {
    return revision
        .value()
        .map(
            lesson ->
                new Entry<>(
                    newest.id(),
                    revision.version(),
                    newest.createdAt(),
                    revision.at(),
                    revision.by(),
                    lesson));
  }

  /** A version, the one that it is compared with, and what is different. */
  record Compared(long version, Id against, long againstVersion, Difference difference) {}

  /**
   * How a version differs from another; by itself, from the one before it, or the first of a next
   * version from what is published.
   */
  Compared compare(Caller caller, Id id, long number, Optional<Long> against) {
    Entry<Lesson> after = read(caller, id, number);
    Entry<Lesson> before =
        against
            .map(other -> read(caller, id, other))
            .or(
                () ->
                    after
                        .value()
                        .life()
                        .replaces()
                        .map(replaced -> service.own(caller, replaced.lesson())))
            .orElseGet(() -> read(caller, id, Math.max(1, number - 1)));
    return new Compared(
        number, before.id(), before.version(), Difference.between(before.value(), after.value()));
  }
}
