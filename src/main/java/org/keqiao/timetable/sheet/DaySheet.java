package org.keqiao.timetable.sheet;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;

/**
 * What is taken of a school, or of a person, on one day in China.
 *
 * @param claims in the order in which they were made
 */
public record DaySheet(List<Claim> claims) {

  /** Sheets. */
  public static final RecordType<DaySheet> TYPE = new RecordType<>("day-sheet", DaySheet.class);

  static final DaySheet EMPTY = new DaySheet(List.of());

  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final int DIGITS_OF_A_DAY = 8;
  private static final int DIGITS_OF_AN_OWNER = 40;

  /** Keeps its list from changing. */
  public DaySheet {
    claims = List.copyOf(claims);
  }

  /** The name of a sheet; those of a day are found together. */
  public static Id id(String owner, LocalDate day) {
    String hash = DigestUtils.sha256Hex(owner).substring(0, DIGITS_OF_AN_OWNER);
    return new Id(day.format(DAY) + "-" + hash);
  }

  /** The day of a sheet. */
  static LocalDate day(Id id) {
    return LocalDate.parse(id.value().substring(0, DIGITS_OF_A_DAY), DAY);
  }

  DaySheet with(List<Claim> more) {
    List<Claim> all = new ArrayList<>(claims);
    all.addAll(more);
    return new DaySheet(all);
  }

  DaySheet without(Set<Claim> gone) {
    return new DaySheet(claims.stream().filter(claim -> !gone.contains(claim)).toList());
  }
}
