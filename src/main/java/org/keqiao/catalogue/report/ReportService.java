package org.keqiao.catalogue.report;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonLife;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.Life;
import org.keqiao.catalogue.Transition;
import org.keqiao.catalogue.review.Reason;
import org.keqiao.catalogue.review.ReasonTable;
import org.keqiao.catalogue.review.ReviewService;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Reports: one of each teacher on a lesson, until it is settled. */
public final class ReportService {

  /** Reports. */
  public static final RecordType<Report> TYPE = new RecordType<>("lesson-report", Report.class);

  private static final int NAME_DIGITS = 16;

  private final Reports reports;
  private final LessonService lessons;
  private final LessonLife life;
  private final ReviewService reviews;
  private final ReasonTable reasons;
  private final Clock clock;

  /**
   * All reports.
   *
   * @param flagAfter how many of them on one lesson flag it for something minor
   */
  public record Reports(Records<Report> records, int flagAfter) {}

  /** Over the reports and the lessons that they are about. */
  public ReportService(
      Reports reports,
      LessonService lessons,
      LessonLife life,
      ReviewService reviews,
      ReasonTable reasons,
      Clock clock) {
    this.reports = reports;
    this.lessons = lessons;
    this.life = life;
    this.reviews = reviews;
    this.reasons = reasons;
    this.clock = clock;
  }

  /** A report, and the lesson as it is now. */
  record Told(Entry<Report> report, Lesson lesson) {}

  /**
   * Reports a lesson that the caller may see.
   *
   * @throws FaultException conflict {@code lesson-reported}, when she has reported it before and
   *     nobody has decided yet; {@code lesson-not-published}, when it is not out
   */
  Told report(Caller caller, Id id, ReportDraft draft) {
    Entry<Lesson> lesson = lessons.read(caller, id);
    Reason reason = draft.check(reasons);
    if (!lesson.value().state().isOut()) {
      throw FaultException.conflict("lesson-not-published");
    }
    Id account = new Id(caller.account());
    Report made =
        new Report(id, account, lesson.version(), reason.code(), draft.words(), clock.instant());
    Id name = name(id, account);
    Records<Report> records = reports.records();
    Entry<Report> kept =
        records
            .createIfAbsent(name, made, caller.account())
            .orElseGet(
                () ->
                    records.update(
                        name, caller.account(), old -> again(old, made, lesson.value())));
    flagWhenDue(id);
    return new Told(kept, lesson.value());
  }

  private static Report again(Report old, Report made, Lesson lesson) {
    if (old.state(lesson) == Report.State.OPEN) {
      throw FaultException.conflict("lesson-reported");
    }
    return made;
  }

  private static String prefix(Id lesson) {
    return lesson + "-r";
  }

  private static Id name(Id lesson, Id account) {
    return new Id(
        prefix(lesson) + DigestUtils.sha256Hex(account.value()).substring(0, NAME_DIGITS));
  }

  /** What waits for a decision on a lesson, from the bucket itself. */
  private List<Report> open(Id id, Lesson lesson) {
    return reports.records().idsBeginning(prefix(id)).stream()
        .flatMap(name -> reports.records().find(name).stream())
        .map(Entry::value)
        .filter(report -> report.lesson().equals(id))
        .filter(report -> report.state(lesson) == Report.State.OPEN)
        .toList();
  }

  private void flagWhenDue(Id id) {
    life.inNobodysName(id, lesson -> flagged(lesson, open(id, lesson)));
  }

  private Lesson flagged(Lesson lesson, List<Report> open) {
    Optional<Report> serious =
        open.stream().filter(report -> severity(report) == Life.Severity.SERIOUS).findFirst();
    boolean due = serious.isPresent() || open.size() >= reports.flagAfter();
    if (!due || !lesson.state().isOut()) {
      return lesson;
    }
    Life.Severity severity = serious.map(this::severity).orElse(Life.Severity.MINOR);
    if (lesson.state() == LessonState.FLAGGED) {
      return serious.isPresent() ? lesson.flagged(severity) : lesson;
    }
    Report reason = serious.orElseGet(open::getLast);
    return lesson
        .after(Transition.FLAG, clock.instant(), Optional.of(reason.reason()))
        .flagged(severity);
  }

  private Life.Severity severity(Report report) {
    return reasons.find(report.reason()).map(Reason::severity).orElse(Life.Severity.MINOR);
  }

  /** Flags what a server that was killed has not flagged. */
  public void flagAll() {
    Listing.all(reports.records(), Map.of())
        .map(report -> report.value().lesson())
        .distinct()
        .toList()
        .forEach(this::flagIfKnown);
  }

  private void flagIfKnown(Id id) {
    lessons
        .stored(id)
        .filter(lesson -> lesson.value().state().isOut())
        .ifPresent(any -> flagWhenDue(id));
  }

  /** What the caller has reported, and what became of it. */
  Page<Told> own(Caller caller, int limit, Optional<String> cursor) {
    Listing<Report> found =
        Listing.of(
            reports.records(),
            Map.of("reporter", caller.account()),
            limit,
            cursor.map(Page::place));
    return new Page<>(
        found.items().stream().flatMap(this::told).toList(), found.next().map(Page::cursor));
  }

  private Stream<Told> told(Entry<Report> report) {
    return lessons.stored(report.value().lesson()).stream()
        .map(lesson -> new Told(report, lesson.value()));
  }

  /** What is said to be wrong with a lesson that the caller has to judge. */
  List<Report> waiting(Caller caller, Id id) {
    return open(id, reviews.read(caller, id).value());
  }

  /** The card of a report. */
  public static Map<String, Object> card(Entry<Report> entry) {
    return Map.of(
        "reporter", entry.value().reporter().value(), "lesson", entry.value().lesson().value());
  }
}
