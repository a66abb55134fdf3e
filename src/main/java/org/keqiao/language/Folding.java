package org.keqiao.language;

import com.hankcs.hanlp.HanLP;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** One spelling for what readers take to be the same text. */
public final class Folding {

  private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static final int MOST_STEPS = 5;

  private Folding() {}

  /** Simplified characters, usual width (NFKC), no control characters: still fit to be shown. */
  public static String plain(String text) {
    return settled(text, Folding::plainOnce);
  }

  /**
   * What is simple for one character is complicated for another (薴 is 苧, and 苧 is 苎), so a step is
   * taken until it changes nothing.
   */
  private static String settled(String text, UnaryOperator<String> step) {
    String before = text;
    String after = step.apply(before);
    for (int i = 0; i < MOST_STEPS && !after.equals(before); i++) {
      before = after;
      after = step.apply(before);
    }
    return after;
  }

  private static String plainOnce(String text) {
    String usual = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String readable = UNREADABLE.matcher(usual).replaceAll(" ");
    return HanLP.convertToSimplifiedChinese(readable);
  }

  /**
   * Simplified characters, usual width (NFKC), lower case, no control characters and no broken
   * surrogates, single spaces.
   */
  public static String fold(String text) {
    return settled(
        text,
        each -> SPACES.matcher(plainOnce(each).toLowerCase(Locale.ROOT)).replaceAll(" ").strip());
  }
}
