package org.keqiao.feed;

import java.net.URI;
import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * The feed of events.
 *
 * @param source what events name as their source, a URI
 * @param keep how long events can be read
 * @param compareEvery how often records and feed are compared, for the sake of what a server that
 *     died did not come to write
 */
public record FeedSettings(String source, Duration keep, Duration compareEvery) {

  private static final Duration LEAST = Duration.ofDays(1);

  /** Reads the {@code feed.*} settings. */
  public static FeedSettings from(SettingsReader reader) {
    Duration keep = reader.duration("feed.keep", Duration.ofDays(90));
    if (keep.compareTo(LEAST) < 0) {
      reader.refuse("feed.keep", "must be 1d or more");
    }
    return new FeedSettings(
        reader.value("feed.source", "urn:keqiao", "a URI with a scheme", FeedSettings::uri),
        keep,
        reader.duration("feed.compareEvery", Duration.ofMinutes(5)));
  }

  private static String uri(String text) {
    if (!URI.create(text).isAbsolute()) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
