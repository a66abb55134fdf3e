package org.keqiao.identity.password;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.concurrent.atomic.LongAdder;

/**
 * Argon2id with the parameters that the OWASP password storage cheat sheet names first (19 MiB, two
 * passes, one lane), of passwords in Unicode's form NFKC, so that they are the same on every
 * keyboard (NIST SP 800-63B-4 §3.1.1.2). Each hash keeps a core busy for tens of milliseconds: it
 * is computed in one of the {@link Turns}.
 */
public final class Passwords {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int CODE_LETTERS = 16;
  private static final int CODE_GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

  private static final LongAdder COMPUTED = new LongAdder();

  /** What an unknown login is checked against, so that it takes as long as a known one. */
  private static final String NOBODY = hash("nobody");

  private Passwords() {}

  /** The PHC string of a password, with a salt of its own. */
  public static String hash(String password) {
    return Password.hash(normal(password)).addRandomSalt(SALT_BYTES).with(FUNCTION).getResult();
  }

  /** Whether a password is the one that was hashed. */
  public static boolean matches(String password, String hash) {
    COMPUTED.increment();
    return Password.check(normal(password), hash).with(Argon2Function.getInstanceFromHash(hash));
  }

  /** Takes as long as a real check and never succeeds. */
  public static boolean refuse(String password) {
    boolean ignored = matches(password, NOBODY);
    return !ignored && password.equals(NOBODY);
  }

  /**
   * A password as it is compared: compatible characters are one, such as wide and narrow digits.
   */
  static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  /** How many passwords were checked. */
  public static long checked() {
    return COMPUTED.sum();
  }

  /** Counts the checks: one for each sign-in, whether there is such an account or not. */
  public static void monitor(MeterRegistry metrics) {
    FunctionCounter.builder("keqiao.passwords.checked", COMPUTED, LongAdder::sum)
        .description("passwords that were checked, each by one Argon2id hash")
        .register(metrics);
  }

  /**
   * A password that nobody guesses: 16 letters and digits that cannot be mistaken when they are
   * read from paper, in groups of four; 79 bits.
   */
  public static String code() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CODE_LETTERS; i++) {
      text.append(i > 0 && i % CODE_GROUP == 0 ? "-" : "");
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
