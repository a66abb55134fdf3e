package org.keqiao.http;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of problems, each written once per language in {@code problems*.properties}. */
final class ProblemMessages {

  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private ProblemMessages() {}

  static String sentence(Locale language, String code, List<Object> arguments) {
    return new MessageFormat(bundle(language).getString(code), language)
        .format(arguments.stream().map(Object::toString).toArray());
  }

  static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle("problems", language, EXACT);
  }
}
