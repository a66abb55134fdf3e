package org.keqiao.http.limit;

import java.time.Duration;
import java.util.Optional;
import org.keqiao.settings.SettingsReader;

/**
 * So many within so long: that many at once, and as many again, evenly, in each span.
 *
 * @param most at least 1
 * @param span longer than nothing
 */
public record Rate(long most, Duration span) {

  /** Reads a rate such as {@code 600/1m}; an empty text is no limit. */
  public static Optional<Rate> from(SettingsReader reader, String key, String usual) {
    return reader.value(
        key, parse(usual), "a number in a span of time such as 600/1m, or empty", Rate::parse);
  }

  private static Optional<Rate> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = text.split("/", -1);
    long most = Long.parseLong(parts[0].strip());
    if (parts.length != 2 || most < 1) {
      throw new IllegalArgumentException();
    }
    return Optional.of(new Rate(most, SettingsReader.span(parts[1].strip())));
  }
}
