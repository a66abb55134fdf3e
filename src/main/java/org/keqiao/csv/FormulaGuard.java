package org.keqiao.csv;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from running a text as a formula (OWASP, CSV injection): such a text gets an
 * apostrophe, which reading takes away again. A text that has apostrophes there already gets one
 * more, so that every text comes back as it was.
 */
final class FormulaGuard {

  private static final Pattern WRITTEN =
      Pattern.compile("'*[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);
  private static final Pattern READ = Pattern.compile("'+[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

  private FormulaGuard() {}

  /** The text as a cell that is safe to open. */
  static String guard(String text) {
    return WRITTEN.matcher(text).matches() ? "'" + text : text;
  }

  /** The text of a cell. */
  static String release(String cell) {
    return READ.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
