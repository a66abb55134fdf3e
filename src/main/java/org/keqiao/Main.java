package org.keqiao;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.keqiao.fault.FaultException;
import org.keqiao.settings.SettingsException;
import org.keqiao.store.Reconcile;
import org.slf4j.LoggerFactory;

/** The command line. */
public final class Main {

  private static final int BAD_CALL = 2;
  private static final int FAILED = 1;
  private static final String USAGE =
      """
      keqiao [serve]     start the server (default)
      keqiao reconcile   bring the card catalogue in step with the bucket, then stop
      keqiao rebuild     fill new indexes from the bucket, then stop

      Settings are read from config/keqiao.yaml, or the file that KEQIAO_CONFIG names.""";

  private Main() {}

  /**
   * Runs a command and ends the process: 0 when all went well, 1 when something was missing, 2 when
   * the call or the settings were wrong.
   */
  public static void main(String[] arguments) {
    String command = arguments.length == 0 ? "serve" : arguments[0];
    Path file = Path.of(System.getenv().getOrDefault("KEQIAO_CONFIG", "config/keqiao.yaml"));
    int code;
    try {
      code =
          switch (command) {
            case "serve" -> serve(settings(file));
            case "reconcile" -> reconcile(settings(file), false);
            case "rebuild" -> reconcile(settings(file), true);
            default -> {
              System.err.println(USAGE);
              yield BAD_CALL;
            }
          };
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      code = BAD_CALL;
    } catch (IOException | FaultException missing) {
      LoggerFactory.getLogger(Main.class).info("cannot start", missing);
      System.err.println("Keqiao cannot start: " + missing.getMessage());
      code = FAILED;
    } catch (InterruptedException stopped) {
      code = FAILED;
    }
    System.exit(code);
  }

  private static ServerSettings settings(Path file) {
    ServerSettings settings = ServerSettings.load(file, System.getenv());
    Path logging = file.resolveSibling("log4j2.xml");
    System.setProperty("keqiao.logs", settings.data().resolve("logs").toString());
    if (Files.exists(logging) && System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", logging.toUri().toString());
    }
    return settings;
  }

  private static int serve(ServerSettings settings) throws IOException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Keqiao keqiao = Keqiao.start(settings)) {
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .unstarted(
                      () -> {
                        stop.countDown();
                        awaitQuietly(stopped);
                      }));
      keqiao
          .firstPassword()
          .ifPresent(
              password ->
                  System.out.printf(
                      "First administrator: login admin, password %s (shown only now)%n",
                      password));
      System.out.printf("Keqiao is ready: http://%s:%d/%n", settings.http().host(), keqiao.port());
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static int reconcile(ServerSettings settings, boolean rebuild)
      throws IOException, InterruptedException {
    for (Reconcile.Report report : Keqiao.reconcile(settings, rebuild)) {
      System.out.printf(
          "%s: %d records, %d cards written or dropped%n",
          report.type(), report.records(), report.healed());
    }
    return 0;
  }
}
