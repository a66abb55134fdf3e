package org.keqiao.http;

import org.keqiao.settings.SettingsReader;

/**
 * Who reads the metrics.
 *
 * @param token what a reader sends as bearer token; when it is empty, only programs of this machine
 *     read them, and only of a server that is there to be tried
 * @param trial whether the server is there to be tried
 */
public record MetricsSettings(String token, boolean trial) {

  private static final int SHORTEST_TOKEN = 16;

  /** Reads the {@code metrics.*} settings. */
  public static MetricsSettings from(SettingsReader reader, boolean trial) {
    MetricsSettings settings = new MetricsSettings(reader.text("metrics.token", ""), trial);
    if (!settings.token().isEmpty() && settings.token().length() < SHORTEST_TOKEN) {
      reader.refuse("metrics.token", "must have %d characters or more".formatted(SHORTEST_TOKEN));
    }
    return settings;
  }

  /** Never prints the token. */
  @Override
  public String toString() {
    return "MetricsSettings[trial=%s]".formatted(trial);
  }
}
