package org.keqiao.ledger.agreement;

import java.util.List;
import org.keqiao.ledger.count.Span;
import org.keqiao.ledger.promise.IsoWeek;
import org.keqiao.store.Id;

/**
 * What an agreement promised and what became of it, in some weeks.
 *
 * @param total of all these weeks
 * @param missed lessons that are owed, the first ones first
 * @param freeTimes times that suit both schools, when something is owed
 */
public record AgreementLedger(
    Id agreement,
    String urban,
    String rural,
    IsoWeek from,
    IsoWeek to,
    Total total,
    List<LedgerWeek> weeks,
    List<MissedLesson> missed,
    List<Span> freeTimes) {

  /** Keeps its lists from changing. */
  public AgreementLedger {
    weeks = List.copyOf(weeks);
    missed = List.copyOf(missed);
    freeTimes = List.copyOf(freeTimes);
  }

  /**
   * Of several weeks; what was given beyond the promise of one is taken for what another lacks.
   *
   * @param owed in the weeks that are over
   */
  public record Total(int promised, Sums sums, long toCome, long owed) {

    static Total of(List<LedgerWeek> weeks, IsoWeek current) {
      List<LedgerWeek> over =
          weeks.stream().filter(each -> each.week().compareTo(current) < 0).toList();
      return new Total(
          promised(weeks),
          sums(weeks),
          weeks.stream().mapToLong(LedgerWeek::toCome).sum(),
          sums(over).owed(promised(over)));
    }

    private static int promised(List<LedgerWeek> weeks) {
      return weeks.stream().mapToInt(LedgerWeek::promised).sum();
    }

    private static Sums sums(List<LedgerWeek> weeks) {
      return weeks.stream().map(LedgerWeek::sums).reduce(Sums.NONE, Sums::and);
    }
  }
}
