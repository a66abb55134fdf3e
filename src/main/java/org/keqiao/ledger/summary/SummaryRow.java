package org.keqiao.ledger.summary;

import java.util.List;
import java.util.Optional;
import org.keqiao.ledger.agreement.Sums;

/**
 * What was promised to some rural schools and what became of it.
 *
 * @param key code of the county, id of the school or subject, or name of the week
 * @param name of the county's or school's; absent for subjects and weeks
 * @param coverage how many rural schools have an urban partner; absent for subjects and weeks
 * @param partners ids of urban schools; of a school only
 * @param promised lessons; parts of one where a week's lessons fall to several subjects
 * @param share how much of the promise was delivered or made up, 1 for all; absent when nothing was
 *     promised
 */
record SummaryRow(
    String key,
    Optional<String> name,
    Optional<Coverage> coverage,
    Optional<List<String>> partners,
    double promised,
    Sums sums,
    Optional<Double> share) {

  /** How many rural schools there are, and how many of them have an urban partner now. */
  record Coverage(long rural, long partnered) {}

  private static final double TENTHS = 10;
  private static final double THOUSANDTHS = 1000;

  static SummaryRow of(String key, double promised, Sums sums) {
    return new SummaryRow(
        key,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Math.round(promised * TENTHS) / TENTHS,
        sums,
        promised > 0
            ? Optional.of(Math.round(sums.kept() / promised * THOUSANDTHS) / THOUSANDTHS)
            : Optional.empty());
  }

  SummaryRow named(Optional<String> text) {
    return new SummaryRow(key, text, coverage, partners, promised, sums, share);
  }

  SummaryRow covering(long rural, long partnered) {
    return new SummaryRow(
        key, name, Optional.of(new Coverage(rural, partnered)), partners, promised, sums, share);
  }

  SummaryRow of(List<String> urban) {
    return new SummaryRow(key, name, coverage, Optional.of(urban), promised, sums, share);
  }
}
