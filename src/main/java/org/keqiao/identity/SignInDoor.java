package org.keqiao.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.limit.Quota;
import org.keqiao.http.limit.Rate;
import org.keqiao.settings.SettingsReader;

/**
 * Lets passwords be checked a few at a time, because each check costs a core tens of milliseconds
 * and memory, and only so often wrongly for one login name, from wherever it is tried.
 */
final class SignInDoor {

  /** How long a sign-in waits for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Semaphore turns;
  private final Optional<Quota> wrong;

  SignInDoor(Settings settings) {
    this.turns = new Semaphore(settings.atOnce(), true);
    this.wrong = settings.wrong().map(rate -> new Quota("wrong-passwords", rate));
  }

  /**
   * How many passwords are checked.
   *
   * @param atOnce at one moment
   * @param wrong how many wrong ones for one login name; nothing sets no limit
   */
  record Settings(int atOnce, Optional<Rate> wrong) {

    /** Reads the {@code identity.signIns} and {@code identity.wrongPasswords} settings. */
    static Settings from(SettingsReader reader) {
      int cores = Runtime.getRuntime().availableProcessors();
      return new Settings(
          reader.number("identity.signIns", Math.max(1, cores / 2), 1, 1000),
          Rate.from(reader, "identity.wrongPasswords", "20/10m"));
    }
  }

  /**
   * Checks in its turn.
   *
   * @param check finds nothing when the password is wrong
   * @throws FaultException too many, after many wrong passwords, or when it is not its turn soon
   */
  <T> Optional<T> pass(String login, Supplier<Optional<T>> check) {
    String name = AccountService.idOf(login).value();
    wrong
        .map(quota -> quota.take(name))
        .filter(verdict -> !verdict.granted())
        .ifPresent(
            verdict -> {
              throw verdict.refusal("too-many-sign-ins");
            });
    boolean counts = false;
    try {
      Optional<T> found = inTurn(check);
      counts = found.isEmpty();
      return found;
    } finally {
      if (!counts) {
        wrong.ifPresent(quota -> quota.giveBack(name));
      }
    }
  }

  private <T> T inTurn(Supplier<T> check) {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw FaultException.of(new Fault.TooMany("sign-in-busy", PATIENCE));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
    try {
      return check.get();
    } finally {
      turns.release();
    }
  }
}
