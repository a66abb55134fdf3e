package org.keqiao.ledger;

import java.time.Duration;
import org.keqiao.ledger.count.Counting;
import org.keqiao.settings.SettingsReader;

/**
 * How lessons are counted and confirmed.
 *
 * @param counting the rule by which they are counted
 * @param countAfter how long after its end a lesson is counted whose session nobody ended
 * @param countEvery pause between two looks through all agreements
 * @param recount how far back such a look goes
 * @param confirmWithin how long schools have to confirm or dispute what was counted
 */
public record LedgerSettings(
    Counting counting,
    Duration countAfter,
    Duration countEvery,
    Duration recount,
    Duration confirmWithin) {

  /** Reads the {@code ledger.*} settings. */
  public static LedgerSettings from(SettingsReader reader) {
    return new LedgerSettings(
        new Counting(
            reader.value(
                "ledger.leastShare",
                0.8,
                "a number above 0 and up to 1 such as 0.8",
                LedgerSettings::share),
            reader.duration("ledger.lesson", Duration.ofMinutes(40))),
        reader.duration("ledger.countAfter", Duration.ofHours(1)),
        reader.duration("ledger.countEvery", Duration.ofHours(1)),
        reader.duration("ledger.recount", Duration.ofDays(60)),
        reader.duration("ledger.confirmWithin", Duration.ofDays(14)));
  }

  private static double share(String text) {
    double share = Double.parseDouble(text);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(text);
    }
    return share;
  }
}
