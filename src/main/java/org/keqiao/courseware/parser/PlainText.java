package org.keqiao.courseware.parser;

import java.util.regex.Pattern;

/** Text as search reads it: one line, without what cannot be seen. */
final class PlainText {

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\s]+");

  private PlainText() {}

  /** The beginning of {@code text}, at most so many characters. */
  static String of(String text, int most) {
    String bounded = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
    String plain = UNSEEN.matcher(bounded).replaceAll(" ").strip();
    if (plain.length() <= most) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(most - 1)) ? most - 1 : most;
    return plain.substring(0, end);
  }
}
