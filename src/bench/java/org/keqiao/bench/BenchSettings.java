package org.keqiao.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long and how hard the load is; each one is a system property.
 *
 * @param run {@code bench.seconds}: length of a measured run
 * @param warmUp {@code bench.warmUpSeconds}: length of the unmeasured run before it
 * @param rounds {@code bench.rounds}: how often Keqiao and nginx are measured in turn; the median
 *     counts
 * @param filmSeconds {@code bench.filmSeconds}: length of the film, about 110 kB of 480p each
 * @param range {@code bench.range}: bytes of one request when throughput is compared
 * @param connections {@code bench.connections}: numbers of connections at which it is compared
 * @param coldBytes {@code bench.coldMegabytes}: how much each number of connections reads cold
 * @param coldWarmUpBytes {@code bench.coldWarmUpMegabytes}: how much is read cold before that, so
 *     that the compilers of Java are done
 * @param slowViewers {@code bench.slowViewers}: how many viewers take a film slowly
 * @param slowFor {@code bench.slowSeconds}: how long they do
 * @param folder {@code bench.folder}: takes the data of the program under test and the report
 */
record BenchSettings(
    Duration run,
    Duration warmUp,
    int rounds,
    int filmSeconds,
    int range,
    List<Integer> connections,
    long coldBytes,
    long coldWarmUpBytes,
    int slowViewers,
    Duration slowFor,
    Path folder) {

  static BenchSettings read() {
    return new BenchSettings(
        Duration.ofSeconds(Integer.getInteger("bench.seconds", 5)),
        Duration.ofSeconds(Integer.getInteger("bench.warmUpSeconds", 3)),
        Integer.getInteger("bench.rounds", 3),
        Integer.getInteger("bench.filmSeconds", 300),
        Integer.getInteger("bench.range", 1 << 20),
        Stream.of(System.getProperty("bench.connections", "1,16,200").split(",", -1))
            .map(Integer::valueOf)
            .toList(),
        Long.getLong("bench.coldMegabytes", 512) << 20,
        Long.getLong("bench.coldWarmUpMegabytes", 2048) << 20,
        Integer.getInteger("bench.slowViewers", 500),
        Duration.ofSeconds(Integer.getInteger("bench.slowSeconds", 60)),
        Path.of(System.getProperty("bench.folder", "target/bench")));
  }
}
