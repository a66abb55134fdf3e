package org.keqiao.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The same requests to Keqiao and to nginx, in turn, at a number of connections.
 *
 * @param keqiao one result a round
 * @param nginx one result a round
 */
record Comparison(int connections, List<Wrk.Result> keqiao, List<Wrk.Result> nginx) {

  /** Rates of the middle rounds, Keqiao's over nginx's. */
  double ratio() {
    return middle(keqiao, Wrk.Result::megabytesPerSecond)
        / middle(nginx, Wrk.Result::megabytesPerSecond);
  }

  long failed() {
    return keqiao.stream().mapToLong(Wrk.Result::failed).sum()
        + nginx.stream().mapToLong(Wrk.Result::failed).sum();
  }

  /** The median. */
  static double middle(List<Wrk.Result> results, ToDoubleFunction<Wrk.Result> figure) {
    return results.stream()
        .map(figure::applyAsDouble)
        .sorted(Comparator.naturalOrder())
        .toList()
        .get(results.size() / 2);
  }
}
