package org.keqiao.pairing.matching;

/**
 * How much each component of the cost of a pair counts; only their proportions matter.
 *
 * @param subject wished hours of subjects that the partner does not teach
 * @param edition hours by another edition of the textbook
 * @param periods hours for which there is no time that suits both
 * @param line how far the slower line falls short of live lessons
 * @param distance how far up the tree of regions the two meet
 * @param balance how much of the partner is taken already
 * @param partnership that the two have not worked together before
 */
public record Weights(
    int subject, int edition, int periods, int line, int distance, int balance, int partnership) {

  /** The largest that one may be. */
  public static final int MOST = 1000;

  /** All together, 1 at least. */
  int sum() {
    return Math.max(1, subject + edition + periods + line + distance + balance + partnership);
  }
}
