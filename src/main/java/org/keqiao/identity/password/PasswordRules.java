package org.keqiao.identity.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.io.ClasspathResource;
import com.nulabinc.zxcvbn.matchers.DictionaryLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.keqiao.fault.Violations;

/**
 * Which passwords are refused (NIST SP 800-63B-4 §3.1.1.2): those that are too short, and those
 * that attackers try first. No rule says which kinds of characters one must have. What is tried
 * first is found by zxcvbn: passwords from breaches, words, dates, runs on a keyboard, repetitions,
 * and all of these put together; a list of what is common in China is added to its own.
 */
public final class PasswordRules {

  /** Nobody types more. */
  private static final int LONGEST = 256;

  /** So much of a password is looked at: the effort grows with its square and more. */
  private static final int LOOKED_AT = 64;

  /**
   * With twenty wrong passwords in ten minutes ({@code identity.wrongPasswords}) a year is not
   * enough for so many guesses.
   */
  private static final double FEWEST_GUESSES = 1e6;

  /** A mobile number, a birthday, or a citizen's number, perhaps with somebody's initials. */
  private static final Pattern NUMBER_OF_A_PERSON =
      Pattern.compile(
          "[a-z]{0,4}(?:(?:\\+?86)?1[3-9]\\d{9}"
              + "|(?:19|20)\\d\\d[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\\d|3[01])"
              + "|[1-9]\\d{5}(?:19|20)\\d\\d(?:0[1-9]|1[0-2])\\d{5}[\\dx])[a-z]{0,4}");

  private static final Zxcvbn ESTIMATE = estimate();

  private final int shortest;

  /**
   * @param shortest code points that a password has at least
   */
  public PasswordRules(int shortest) {
    this.shortest = shortest;
  }

  private static Zxcvbn estimate() {
    try {
      return new ZxcvbnBuilder()
          .dictionaries(StandardDictionaries.loadAllDictionaries())
          .dictionary(
              new DictionaryLoader("chinese", new ClasspathResource("/passwords.txt")).load())
          .keyboards(StandardKeyboards.loadAllKeyboards())
          .build();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Notes what is wrong with a password.
   *
   * @param personal words that whoever knows its owner would try
   */
  public void check(String pointer, String password, List<String> personal, Violations violations) {
    String text = Passwords.normal(password);
    int length = text.codePointCount(0, text.length());
    if (length < shortest) {
      violations.add(pointer, "password-too-short", shortest);
    } else if (length > LONGEST) {
      violations.add(pointer, "password-too-long", LONGEST);
    } else {
      refuseCommon(pointer, text.toLowerCase(Locale.ROOT), personal, violations);
    }
  }

  private static void refuseCommon(
      String pointer, String text, List<String> personal, Violations violations) {
    Strength alone = ESTIMATE.measure(beginning(text));
    if (alone.getGuesses() < FEWEST_GUESSES) {
      violations.add(pointer, "password-common");
    } else if (NUMBER_OF_A_PERSON.matcher(text).matches()
        || ESTIMATE.measure(beginning(text), personal).getGuesses() < FEWEST_GUESSES) {
      violations.add(pointer, "password-personal");
    }
  }

  private static String beginning(String text) {
    return text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
  }
}
