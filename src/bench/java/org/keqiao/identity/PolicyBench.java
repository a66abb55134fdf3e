package org.keqiao.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** What it costs to know whether somebody may do something. */
public final class PolicyBench {

  private static final int TIMES = Integer.getInteger("bench.checks", 5_000_000);
  private static final Place RECORD =
      new Place(
          List.of("a-1"),
          List.of("maying-liuwan-primary", "621121101", "621121", "621100", "620000"));

  private PolicyBench() {}

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) {
    Entry<Account> account = account();
    Caller caller = AccountService.caller(account);
    System.out.println("| check                                    |     µs |");
    System.out.println("|------------------------------------------|-------:|");
    line("may she at all", () -> caller.may(Permission.EDIT_SCHOOL));
    line("may she here", () -> caller.may(Permission.EDIT_SCHOOL, RECORD));
    line(
        "who is she, may she at all, may she here",
        () -> {
          Caller known = AccountService.caller(account);
          return known.may(Permission.EDIT_SCHOOL) && known.may(Permission.EDIT_SCHOOL, RECORD);
        });
    System.exit(0);
  }

  private static Entry<Account> account() {
    List<RoleGrant> roles =
        List.of(
            new RoleGrant(Role.CURATOR, "620000"),
            new RoleGrant(Role.REVIEWER, "621100"),
            new RoleGrant(Role.BUREAU_ADMIN, "621121"));
    Instant now = Instant.now();
    return new Entry<>(
        new Id("a-2"),
        1,
        now,
        now,
        "bench",
        new Account("bench", "测", roles, Optional.empty(), Profile.UNKNOWN, false, false, 0));
  }

  private static void line(String what, BooleanSupplier check) {
    measure(check);
    System.out.printf(Locale.ROOT, "| %-40s | %6.3f |%n", what, measure(check));
  }

  private static double measure(BooleanSupplier check) {
    long allowed = 0;
    long begun = System.nanoTime();
    for (int i = 0; i < TIMES; i++) {
      allowed += check.getAsBoolean() ? 1 : 0;
    }
    long took = System.nanoTime() - begun;
    if (allowed != TIMES) {
      throw new IllegalStateException("a check was refused");
    }
    return took / 1000.0 / TIMES;
  }
}
