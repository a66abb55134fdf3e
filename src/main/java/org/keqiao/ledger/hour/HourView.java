package org.keqiao.ledger.hour;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.ledger.count.Figures;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.ledger.promise.IsoWeek;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * An hour as callers see it.
 *
 * @param adHoc whether nobody booked the lesson
 * @param hash what a school confirms or disputes
 * @param verdict what it counts as
 */
record HourView(
    Id id,
    String agreement,
    String urban,
    String rural,
    Optional<String> booking,
    Optional<String> session,
    Optional<String> teacher,
    Optional<String> subject,
    Optional<String> grade,
    Optional<String> lesson,
    Instant begins,
    Instant ends,
    IsoWeek week,
    boolean adHoc,
    HourState state,
    Optional<String> hash,
    Optional<Verdict> verdict,
    Optional<Figures> figures,
    Optional<Instant> countedAt,
    List<Hour.Confirmation> confirmations,
    Optional<Dispute> dispute,
    Optional<Settlement> settlement,
    List<Hour.Happening> history) {

  static HourView of(Entry<Hour> entry) {
    Hour hour = entry.value();
    Lesson lesson = hour.lesson();
    return new HourView(
        entry.id(),
        lesson.agreement(),
        lesson.urban(),
        lesson.rural(),
        lesson.booking(),
        lesson.session(),
        lesson.about().teacher(),
        lesson.about().subject(),
        lesson.about().grade(),
        lesson.about().lesson(),
        lesson.begins(),
        lesson.ends(),
        lesson.week(),
        lesson.booking().isEmpty(),
        hour.state(),
        hour.hash(),
        hour.verdict(),
        hour.counted().map(Hour.Counted::figures),
        hour.counted().map(Hour.Counted::at),
        hour.confirmations(),
        hour.dispute(),
        hour.settlement(),
        hour.history());
  }
}
