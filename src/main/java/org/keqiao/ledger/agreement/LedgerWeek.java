package org.keqiao.ledger.agreement;

import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.ledger.hour.HourState;
import org.keqiao.ledger.promise.IsoWeek;
import org.keqiao.pairing.agreement.Side;
import org.keqiao.store.Entry;

/**
 * A week of an agreement.
 *
 * @param promised lessons that were promised
 * @param sums what became of the lessons
 * @param toCome booked lessons that have not begun
 * @param owed lessons that were promised and neither given nor made up; nothing before it is over
 * @param hash what a school confirms; absent when nothing is counted
 * @param waiting hours that wait for what the schools say
 * @param confirmedBy how many of the hours each school said are right
 */
public record LedgerWeek(
    IsoWeek week,
    int promised,
    Sums sums,
    long toCome,
    long owed,
    Optional<String> hash,
    long waiting,
    BySide confirmedBy) {

  /** A number for each school. */
  public record BySide(long urban, long rural) {}

  static LedgerWeek of(
      IsoWeek week, int promised, List<Entry<Hour>> hours, long toCome, boolean over) {
    Sums sums = hours.stream().map(each -> HourSums.of(each.value())).reduce(Sums.NONE, Sums::and);
    return new LedgerWeek(
        week,
        promised,
        sums,
        toCome,
        over ? sums.owed(promised) : 0,
        hash(hours),
        hours.stream().filter(each -> each.value().state() == HourState.COUNTED).count(),
        new BySide(confirmed(hours, Side.URBAN), confirmed(hours, Side.RURAL)));
  }

  private static long confirmed(List<Entry<Hour>> hours, Side side) {
    return hours.stream().filter(each -> each.value().isConfirmedBy(side)).count();
  }

  /** SHA-256 of the hours and of what was counted of each. */
  static Optional<String> hash(List<Entry<Hour>> hours) {
    List<String> lines =
        hours.stream()
            .flatMap(each -> each.value().hash().map(hash -> each.id() + " " + hash).stream())
            .sorted()
            .toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(DigestUtils.sha256Hex(String.join("\n", lines)));
  }
}
