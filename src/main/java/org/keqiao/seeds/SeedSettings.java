package org.keqiao.seeds;

import java.nio.file.Path;
import org.keqiao.settings.SettingsReader;

/**
 * What a platform begins with.
 *
 * @param folder of the seeds
 * @param demo whether demo schools, accounts and lessons are made
 * @param media whether some demo lessons can be played: takes a minute at the first start
 * @param password of every demo account; never printed
 */
public record SeedSettings(Path folder, boolean demo, boolean media, String password) {

  /** Reads the {@code seeds} and {@code demo.*} settings. */
  public static SeedSettings from(SettingsReader reader) {
    return new SeedSettings(
        Path.of(reader.text("seeds", "seeds")),
        reader.flag("demo.data", true),
        reader.flag("demo.media", true),
        reader.text("demo.password", "keqiao-demo"));
  }

  @Override
  public String toString() {
    return "SeedSettings[folder=%s, demo=%s, media=%s]".formatted(folder, demo, media);
  }
}
