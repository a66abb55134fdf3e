package org.keqiao.ingest.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.keqiao.fixture.Folders;

/** How long a job waits for a worker that has nothing to do. */
public final class JobBench {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int TIMES = Integer.getInteger("bench.jobs", 100);
  private static final int DEATHS = Integer.getInteger("bench.deaths", 3);

  private final BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
  private final Work work =
      new Work() {
        @Override
        public String kind() {
          return "bench";
        }

        @Override
        public void run(Task task) {
          begun.add(System.nanoTime());
        }
      };
  private int contents;

  private JobBench() {}

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    Path data = Path.of("target", "bench", "jobs");
    Folders.delete(data);
    Files.createDirectories(data);
    try (JobServers servers = new JobServers(data, LEASE)) {
      new JobBench().run(servers);
    }
    System.exit(0);
  }

  private void run(JobServers servers) throws Exception {
    System.out.println("| from                              |  p50 ms |  p95 ms |  max ms |");
    System.out.println("|-----------------------------------|--------:|--------:|--------:|");
    Jobs worker = servers.jobs();
    worker.start(List.of(work), 1);
    line("asked for in the worker's process", requests(worker));
    Jobs server = servers.jobs();
    line("asked for at another server", requests(server));
    worker.close();
    line("death of its worker, lease 30 s", deaths(servers));
  }

  private long[] requests(Jobs asked) throws InterruptedException {
    long[] waits = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      // Not in step with the worker's looks at the index.
      Thread.sleep(37L * (i % 27));
      long before = System.nanoTime();
      asked.service().request(work.kind(), Toil.sha256(++contents), "bench");
      waits[i] = begun.take() - before;
    }
    return waits;
  }

  private long[] deaths(JobServers servers) throws Exception {
    long[] waits = new long[DEATHS];
    for (int i = 0; i < DEATHS; i++) {
      Claims dying = servers.jobs().service().claims();
      servers.jobs().service().request(work.kind(), Toil.sha256(++contents), "bench");
      while (dying.take(Set.of(work.kind()), Duration.ofSeconds(1)).isEmpty()) {
        // Its card can be found a moment later.
      }
      long before = System.nanoTime();
      Jobs other = servers.jobs();
      other.start(List.of(work), 1);
      waits[i] = begun.take() - before;
      other.close();
    }
    return waits;
  }

  private static void line(String name, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "| %-33s | %7.0f | %7.0f | %7.0f |%n",
        name,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 95 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }
}
