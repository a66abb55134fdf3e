package org.keqiao.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.catalogue.report.Report;
import org.keqiao.catalogue.report.ReportService;
import org.keqiao.catalogue.review.Decisions;
import org.keqiao.catalogue.review.ReviewService;
import org.keqiao.catalogue.revocation.Revocations;
import org.keqiao.store.Entry;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How lessons stand: what was decided on them, and the list of those that were withdrawn. Each step
 * of a lesson is one write; what follows from it is written after it, and here once more when a
 * server was killed between.
 */
public record Standing(
    Records<Lesson> lessons, LessonLife life, Judged judged, Said said, Revocations revocations) {

  /** What was decided on lessons. */
  public record Judged(Decisions decisions, ReviewService service) {}

  /** What is said to be wrong with lessons. */
  public record Said(Records<Report> records, ReportService service) {}

  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
  private static final Duration TICK = Duration.ofMinutes(1);

  /** They are of all times, and only a killed server leaves something to do. */
  private static final Duration REPORTS = Duration.ofDays(1);

  /**
   * What of it is followed. Decisions and reports belong to no school and no region in the audit:
   * an author who may read the audit of her school or county would find her reviewers there.
   */
  List<Audited<?>> audited() {
    return List.of(
        Audited.open(
            Decisions.TYPE.name(), judged.decisions().records(), (id, decision) -> List.of()),
        Audited.open(ReportService.TYPE.name(), said.records(), (id, report) -> List.of()),
        Audited.open(Revocations.TYPE.name(), revocations.records(), (id, entry) -> List.of()));
  }

  /** Writes what a killed server has left out, from now on, until it is closed. */
  public AutoCloseable keep() {
    return new Repeating("standing").now(TICK, this::look).now(REPORTS, this::lookAtReports);
  }

  private void lookAtReports() {
    try {
      said.service().flagAll();
    } catch (RuntimeException away) {
      LOG.warn("reports cannot be looked through now: {}", away.getMessage());
    }
  }

  private void look() {
    try {
      judged.service().settleAll();
      Stream.of(LessonState.WITHDRAWN, LessonState.FLAGGED)
          .flatMap(state -> Listing.all(lessons, Map.of("state", state.label())))
          .map(Entry::id)
          .toList()
          .forEach(id -> lessons.newest(id).ifPresent(revocations::follow));
      revocations.revoked().forEach(id -> lessons.newest(id).ifPresent(revocations::follow));
      Listing.all(lessons, Map.of("next", "true"))
          .map(Entry::id)
          .toList()
          .forEach(life::closeMerged);
    } catch (RuntimeException away) {
      LOG.warn("lessons cannot be looked through now: {}", away.getMessage());
    }
  }
}
