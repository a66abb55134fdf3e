package org.keqiao.identity.password;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.limit.Client;
import org.keqiao.http.limit.Quota;
import org.keqiao.http.limit.Rate;
import org.keqiao.http.limit.Verdict;
import org.keqiao.settings.SettingsReader;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;

/**
 * Lets only so many wrong passwords be tried. Who fails for one account from one address waits
 * longer each time; one account, from wherever it is tried, and one address, for whatever accounts,
 * may fail only so often. The last two do not hold where the account is at home: a stranger cannot
 * lock a teacher out at her school. Whether there is such an account makes no difference.
 */
public final class SignInDoor {

  private final Turns turns;
  private final BackOff backOff;
  private final Optional<Quota> ofAccount;
  private final Optional<Quota> ofAddress;
  private final BiPredicate<Id, String> atHome;

  /**
   * @param atHome whether an account has a session at an address, as {@link Client#household} has
   *     it
   */
  public SignInDoor(Settings settings, Turns turns, BiPredicate<Id, String> atHome, Ticker ticker) {
    this.turns = turns;
    this.backOff = new BackOff(ticker);
    this.ofAccount = settings.ofAccount().map(rate -> new Quota("wrong-passwords", rate));
    this.ofAddress = settings.ofAddress().map(rate -> new Quota("wrong-passwords-address", rate));
    this.atHome = atHome;
  }

  /**
   * How many passwords are checked.
   *
   * @param atOnce at one moment
   * @param ofAccount how many wrong ones for one login name; nothing sets no limit
   * @param ofAddress how many wrong ones from one address; nothing sets no limit
   */
  public record Settings(int atOnce, Optional<Rate> ofAccount, Optional<Rate> ofAddress) {

    /** Reads the {@code identity.signIns} and {@code identity.wrongPasswords*} settings. */
    public static Settings from(SettingsReader reader) {
      int cores = Runtime.getRuntime().availableProcessors();
      return new Settings(
          reader.number("identity.signIns", Math.max(1, cores / 2), 1, 1000),
          Rate.from(reader, "identity.wrongPasswords", "20/10m"),
          Rate.from(reader, "identity.wrongPasswordsOfAddress", "200/10m"));
    }
  }

  /**
   * Checks in its turn.
   *
   * @param account that the login name would belong to
   * @param check finds nothing when the password is wrong
   * @throws FaultException too many, after wrong passwords, or when it is not its turn soon
   */
  public <T> Optional<T> pass(Id account, Supplier<Optional<T>> check) {
    String address = address();
    String pair = account + " " + address;
    refuseTooMany(account, address, pair);
    return turns.take(
        () -> {
          refuseTooMany(account, address, pair);
          Optional<T> found = check.get();
          if (found.isPresent()) {
            backOff.succeeded(pair);
          } else {
            backOff.failed(pair);
            ofAccount.ifPresent(quota -> quota.take(account.value()));
            ofAddress.ifPresent(quota -> quota.take(address));
          }
          return found;
        });
  }

  private static String address() {
    return Origin.CURRENT.isBound()
        ? new Client(Origin.CURRENT.get().address(), false).household()
        : "";
  }

  private void refuseTooMany(Id account, String address, String pair) {
    Duration left = backOff.left(pair);
    if (!left.isZero()) {
      throw FaultException.of(
          new Fault.TooMany("too-many-sign-ins", left.truncatedTo(SECONDS).plusSeconds(1)));
    }
    Optional<Verdict> refused =
        Stream.concat(
                ofAccount.stream().map(quota -> quota.look(account.value())),
                ofAddress.stream().map(quota -> quota.look(address)))
            .filter(verdict -> !verdict.granted())
            .findFirst();
    if (refused.isPresent() && !atHome.test(account, address)) {
      throw refused.get().refusal("too-many-sign-ins");
    }
  }
}
