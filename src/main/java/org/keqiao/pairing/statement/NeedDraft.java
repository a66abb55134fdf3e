package org.keqiao.pairing.statement;

import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.school.School;
import org.keqiao.store.Id;

/** What is said of a need; the fields are those of {@link Need}. */
record NeedDraft(
    Optional<String> id,
    Optional<String> school,
    Optional<String> subject,
    Optional<String> grade,
    Optional<String> edition,
    Optional<Integer> hours,
    Optional<List<WeekTime>> times,
    Optional<Integer> lineKbps,
    Optional<String> room)
    implements StatementDraft<Need> {

  private static final int MOST_HOURS = 40;
  private static final int FASTEST_LINE = 100_000_000;

  /** Refuses what is null in a list. */
  NeedDraft {
    times = times.map(List::copyOf);
  }

  static NeedDraft of(String id, Need need) {
    return new NeedDraft(
        Optional.of(id),
        Optional.of(need.school()),
        Optional.of(need.subject()),
        Optional.of(need.grade()),
        need.edition(),
        Optional.of(need.hours()),
        Optional.of(need.times()),
        need.lineKbps(),
        need.room());
  }

  @Override
  public void check(KnownTerms terms, Violations violations) {
    id.filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    terms.require("subject", "/subject", subject, violations);
    terms.require("grade", "/grade", grade, violations);
    terms.check("edition", "/edition", edition, violations);
    violations.number("/hours", hours.or(() -> Optional.of(0)), 1, MOST_HOURS);
    WeekTime.check("/times", times.orElse(List.of()), violations);
    violations.number("/lineKbps", lineKbps, 0, FASTEST_LINE);
    room.filter(kind -> !School.ROOMS.contains(kind))
        .ifPresent(kind -> violations.add("/room", "unknown-term", kind));
  }

  @Override
  public Need value() {
    return new Need(
        school.orElseThrow(),
        subject.orElseThrow(),
        grade.orElseThrow(),
        edition,
        hours.orElseThrow(),
        times.orElse(List.of()),
        lineKbps,
        room);
  }
}
