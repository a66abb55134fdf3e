package org.keqiao.http.limit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.keqiao.ServerSettings;
import org.keqiao.fixture.Limits;
import org.keqiao.settings.SettingsReader;

/** What it costs a request to be counted, in nanoseconds of one core. */
public final class LimitBench {

  private static final int MOST = 20_000;
  private static final int REQUESTS = 2_000_000;
  private static final int ROUNDS = 5;

  private final RequestLimits limits =
      new RequestLimits(
          ServerSettings.load(Path.of("config", "keqiao.yaml"), Limits.wide()).http().limits());
  private final List<Client> clients = new ArrayList<>();
  private final List<String> accounts = new ArrayList<>();
  private long told;

  private LimitBench() {
    for (int i = 0; i < MOST; i++) {
      clients.add(new Client("10.1.%d.%d".formatted(i >> 8, i & 255), false));
      accounts.add("a-" + i);
    }
  }

  /** Prints a line for each kind of load. */
  public static void main(String[] arguments) throws InterruptedException {
    LimitBench bench = new LimitBench();
    bench.measure("address, one client", 1, i -> bench.address(0));
    bench.measure("address, 10,000 clients", 1, i -> bench.address(i % 10_000));
    bench.measure("address and account with fields, one", 1, i -> bench.both(0));
    bench.measure("address and account with fields, 10,000", 1, i -> bench.both(i % 10_000));
    bench.measure("the same from two threads, one", 2, i -> bench.both(0));
    TrustedProxies proxies =
        TrustedProxies.from(
            SettingsReader.open(
                Path.of("none"), Map.of("KEQIAO_HTTP_TRUSTED_PROXIES", "10.0.0.0/8")));
    Client nearest = new Client("10.0.0.1", false);
    bench.measure(
        "two hops of X-Forwarded-For",
        1,
        i -> {
          List<Hop> hops = Hop.xForwarded("203.0.113.9, 10.2.3.4", "https");
          bench.told += proxies.client(nearest, hops).address().length();
        });
    System.out.println("(" + bench.told + ")");
  }

  private void address(int who) {
    limits.address(RouteClass.READ, clients.get(who)).ifPresent(verdict -> told += verdict.left());
  }

  private void both(int who) {
    address(who);
    limits
        .account(RouteClass.READ, accounts.get(who))
        .ifPresent(verdict -> told += verdict.policy().length() + verdict.limit().length());
  }

  private void measure(String name, int threads, IntConsumer request) throws InterruptedException {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      List<Thread> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        all.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < REQUESTS; i++) {
                        request.accept(i);
                      }
                    }));
      }
      for (Thread each : all) {
        each.join();
      }
      best = Math.min(best, System.nanoTime() - begin);
    }
    System.out.printf("%-42s %6.0f ns%n", name, (double) best / REQUESTS);
  }
}
