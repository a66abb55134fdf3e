package org.keqiao.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of a film from Keqiao and from nginx, which serves a copy as {@code film.mp4}, in turn.
 */
record BesideNginx(Wrk wrk, BenchSettings settings, Report report) {

  /** Prints a line for each number of connections. */
  void compare(Server keqiao, NginxServer nginx, Film film)
      throws IOException, InterruptedException {
    report.beginThroughput(film.bytes(), settings.range());
    Load here = Load.ranges("Keqiao", film.rendition(), film.ranges(settings.range()));
    Load there =
        Load.ranges("nginx", nginx.address().resolve("/film.mp4"), film.ranges(settings.range()));
    for (int connections : settings.connections()) {
      List<Wrk.Result> ours = new ArrayList<>();
      List<Wrk.Result> theirs = new ArrayList<>();
      for (int round = 0; round < settings.rounds(); round++) {
        ours.add(wrk.measure(keqiao, here, connections));
        theirs.add(wrk.measure(nginx, there, connections));
      }
      report.throughput(new Comparison(connections, ours, theirs));
    }
  }
}
