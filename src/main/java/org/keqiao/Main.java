package org.keqiao;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.keqiao.settings.SettingsException;
import org.keqiao.store.Reconcile;

/** The command line. */
public final class Main {

  private static final int BAD_CALL = 2;
  private static final int FAILED = 1;
  private static final String ROTATE = "rotate-keys";
  private static final String RESET = "reset-password";
  private static final Set<String> COMMANDS = Set.of("serve", "reconcile", "rebuild");
  private static final Set<String> WITH_A_NAME = Set.of(ROTATE, RESET);
  private static final String USAGE =
      """
      keqiao [serve]     start the server (default)
      keqiao reconcile   bring the card catalogue in step with the bucket, then stop
      keqiao rebuild     fill new indexes from the bucket, then stop
      keqiao rotate-keys media|access-token|upload|revocation
                         sign addresses of media, access tokens, addresses of uploads or the list of
                         withdrawn lessons with a new key from now on, then stop
      keqiao reset-password LOGIN
                         give an account a new password and print it once, then stop

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
    try (Signal signal = Signal.listen()) {
      code = run(command, List.of(arguments), file, signal);
    }
    System.exit(code);
  }

  private static int run(String command, List<String> arguments, Path file, Signal signal) {
    boolean named = WITH_A_NAME.contains(command) && arguments.size() == 2;
    if (!named && (!COMMANDS.contains(command) || arguments.size() > 1)) {
      System.err.println(USAGE);
      return BAD_CALL;
    }
    try {
      ServerSettings settings = ServerSettings.load(file, System.getenv());
      if (named) {
        String name = arguments.getLast();
        System.out.println(
            command.equals(ROTATE)
                ? Commands.rotateKeys(settings, name)
                : Commands.resetPassword(settings, name));
        return 0;
      }
      DataFolder data = DataFolder.take(settings.data());
      Logs.open(file, settings.data());
      if (command.equals("serve")) {
        serve(settings, data, signal);
      } else {
        reconcile(settings, data, command.equals("rebuild"));
      }
      return 0;
    } catch (SettingsException wrong) {
      System.err.println(wrong.getMessage());
      return BAD_CALL;
    } catch (InterruptedException stopped) {
      return FAILED;
    } catch (IOException | RuntimeException missing) {
      if (!signal.given()) {
        System.err.println("Keqiao cannot start: " + Logs.sentence(missing));
      }
      return FAILED;
    }
  }

  private static void serve(ServerSettings settings, DataFolder data, Signal signal)
      throws IOException, InterruptedException {
    try (Keqiao keqiao = Keqiao.start(settings, data)) {
      keqiao
          .firstPassword()
          .ifPresent(
              password ->
                  System.out.printf(
                      "First administrator: login admin, password %s (shown only now)%n",
                      password));
      System.out.printf(
          "Keqiao is ready: %s://%s:%d/%n",
          settings.http().scheme(), settings.http().host(), keqiao.port());
      signal.await();
    }
  }

  private static void reconcile(ServerSettings settings, DataFolder data, boolean rebuild)
      throws IOException, InterruptedException {
    for (Reconcile.Report report : Keqiao.reconcile(settings, data, rebuild)) {
      System.out.printf(
          "%s: %d records, %d cards %s%n",
          report.type(),
          report.records(),
          report.healed(),
          rebuild ? "written to a new index" : "written or dropped");
    }
  }
}
