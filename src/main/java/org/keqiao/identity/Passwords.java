package org.keqiao.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/**
 * Argon2id with the parameters that the OWASP password storage cheat sheet names first (19 MiB, two
 * passes, one lane). No more than one hash per core is computed at a time, so that a storm of
 * sign-ins leaves memory and cores to streaming.
 */
final class Passwords {

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
  private static final Semaphore CORES = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** What an unknown login is checked against, so that it takes as long as a known one. */
  private static final String NOBODY = hash("nobody");

  private Passwords() {}

  static String hash(String password) {
    CORES.acquireUninterruptibly();
    try {
      return Password.hash(password).addRandomSalt(SALT_BYTES).with(FUNCTION).getResult();
    } finally {
      CORES.release();
    }
  }

  static boolean matches(String password, String hash) {
    CORES.acquireUninterruptibly();
    try {
      return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    } finally {
      CORES.release();
    }
  }

  /** Takes as long as a real check and never succeeds. */
  static boolean refuse(String password) {
    boolean ignored = matches(password, NOBODY);
    return !ignored && password.equals(NOBODY);
  }

  /**
   * A password that nobody guesses: 16 letters and digits that cannot be mistaken when they are
   * read from paper, in groups of four; 79 bits.
   */
  static String code() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CODE_LETTERS; i++) {
      text.append(i > 0 && i % CODE_GROUP == 0 ? "-" : "");
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
