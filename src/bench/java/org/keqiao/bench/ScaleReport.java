package org.keqiao.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The tables of {@link ScaleBench}. */
final class ScaleReport {

  private final Report report = new Report();

  void line(String line) {
    report.line(line);
  }

  void beginProjection() {
    line("");
    line("| cards                              | lessons | seconds | lessons/s | CPU ms/lesson |");
    line("|------------------------------------|--------:|--------:|----------:|--------------:|");
  }

  void projection(String what, int count, Duration time, Duration processor) {
    line(
        String.format(
            Locale.ROOT,
            "| %-34s | %7d | %7.1f | %9.0f | %13.2f |",
            what,
            count,
            time.toMillis() / 1e3,
            count * 1e3 / time.toMillis(),
            processor.toMillis() / (double) count));
  }

  void searched(Searchers searchers) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Searches meanwhile: %d answered, %d failed",
            searchers.answered(),
            searchers.failed()));
  }

  void questions(int lessons, List<Asked> all) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Ten searches of %d lessons, the first twenty with facets and marks, ms:",
            lessons));
    line("");
    line(
        "| words           |  found | ours p50 |    p99 | Elasticsearch p50 |    p99 | p50 ratio |");
    line(
        "|-----------------|-------:|---------:|-------:|------------------:|-------:|----------:|");
    for (Asked each : all) {
      line(
          String.format(
              Locale.ROOT,
              "| %-15s | %6d | %8.1f | %6.1f | %17.1f | %6.1f | %9.2f |",
              each.words(),
              each.total(),
              each.ours().percentile(50),
              each.ours().percentile(99),
              each.direct().percentile(50),
              each.direct().percentile(99),
              each.overhead()));
    }
    line(
        String.format(
            Locale.ROOT,
            "| mean            |        | %8.1f |        | %17.1f |        | %9.2f |",
            mean(all, true),
            mean(all, false),
            mean(all, true) / mean(all, false)));
  }

  private static double mean(List<Asked> all, boolean ours) {
    return all.stream()
        .mapToDouble(each -> (ours ? each.ours() : each.direct()).percentile(50))
        .average()
        .orElse(0);
  }

  void growth(int few, int many, List<Asked> atFew, List<Asked> atMany) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "From %d to %d lessons, %.0f times as many, the mean p50 grows %.1f times",
            few,
            many,
            many / (double) few,
            mean(atMany, true) / mean(atFew, true)));
  }

  void beginPages() {
    line("");
    line("| every page of      | pages | ms/page | lessons | promised | seen again |");
    line("|--------------------|------:|--------:|--------:|---------:|-----------:|");
  }

  void pages(String list, Pages pages, Duration time) {
    line(
        String.format(
            Locale.ROOT,
            "| %-18.18s | %5d | %7.1f | %7d | %8d | %10d |",
            list,
            pages.pages(),
            time.toMillis() / (double) pages.pages(),
            pages.lessons(),
            pages.total(),
            pages.repeated()));
  }

  void save(Path file) throws IOException {
    report.save(file);
  }
}
