package org.keqiao.pairing.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides the hours of an urban school among its partners. */
public final class Share {

  private Share() {}

  /**
   * Gives each partner what it wishes when there is enough, else a part in proportion (largest
   * remainder), and an hour at least.
   *
   * @param hours that there are
   * @param wished by each partner
   */
  public static List<Integer> of(int hours, List<Integer> wished) {
    int sum = wished.stream().mapToInt(Integer::intValue).sum();
    if (sum <= hours) {
      return wished.stream().map(each -> Math.max(1, each)).toList();
    }
    int[] shares =
        wished.stream().mapToInt(each -> Math.max(1, (int) ((long) each * hours / sum))).toArray();
    int left = hours - Arrays.stream(shares).sum();
    List<Integer> byRemainder =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer i) -> (long) wished.get(i) * hours % sum)
                    .reversed())
            .toList();
    for (int i : byRemainder) {
      if (left > 0 && shares[i] < wished.get(i)) {
        shares[i]++;
        left--;
      }
    }
    return Arrays.stream(shares).boxed().toList();
  }
}
