package org.keqiao.pairing.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An agreement that a platform begins with; its days are counted from the day of planting.
 *
 * @param urban id of the school that gives lessons
 * @param rural id of the school that receives them
 * @param courses what is taught
 * @param weeklyHours lessons that are promised for each week
 * @param startsInDays days until its first day; negative when it has begun
 * @param lastsDays days from the first to the last
 * @param signed whether both schools have signed
 */
public record AgreementSeed(
    String urban,
    String rural,
    List<Terms.Course> courses,
    int weeklyHours,
    int startsInDays,
    int lastsDays,
    boolean signed) {

  private static final String SYSTEM = "system";

  /** Never out of date and never due at the start. */
  private static final Agreement.Deadlines NONE =
      new Agreement.Deadlines(Duration.ofDays(1), Duration.ZERO);

  /** The agreement, as it stands now. */
  public Agreement agreement(Instant now) {
    LocalDate from = Agreement.day(now).plusDays(startsInDays);
    Terms terms =
        new Terms(
            courses,
            weeklyHours,
            from,
            from.plusDays(lastsDays),
            Optional.empty(),
            Optional.empty());
    Agreement proposed =
        Agreement.proposed(
            urban,
            rural,
            Optional.empty(),
            terms,
            new Agreement.Deed(SYSTEM, now, Optional.empty(), Optional.empty()));
    return signed
        ? proposed
            .signed(Side.URBAN, terms.hash(), Agreement.Deed.of(SYSTEM, now, Side.URBAN))
            .signed(Side.RURAL, terms.hash(), Agreement.Deed.of(SYSTEM, now, Side.RURAL))
            .asOf(now, NONE)
        : proposed;
  }
}
