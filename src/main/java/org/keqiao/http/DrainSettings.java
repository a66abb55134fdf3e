package org.keqiao.http;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How a server goes.
 *
 * @param notice how long it goes on to listen after it has said that it is not ready any more
 * @param lastAnswers how long running answers may take after that
 */
public record DrainSettings(Duration notice, Duration lastAnswers) {

  /** Reads {@code http.drain} and {@code http.lastAnswers}. */
  static DrainSettings from(SettingsReader reader) {
    return new DrainSettings(
        reader.duration("http.drain", Duration.ofSeconds(1)),
        reader.duration("http.lastAnswers", Duration.ofSeconds(20)));
  }
}
