package org.keqiao.language;

import com.hankcs.hanlp.HanLP;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** One spelling for what readers take to be the same text. */
public final class Folding {

  private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Folding() {}

  /** Simplified characters, usual width (NFKC), no control characters: still fit to be shown. */
  public static String plain(String text) {
    String usual = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String readable = UNREADABLE.matcher(usual).replaceAll(" ");
    return HanLP.convertToSimplifiedChinese(readable);
  }

  /**
   * Simplified characters, usual width (NFKC), lower case, no control characters and no broken
   * surrogates, single spaces.
   */
  public static String fold(String text) {
    return SPACES.matcher(plain(text).toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
