package org.keqiao.ingest;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How uploads become streamable.
 *
 * @param mostBytes largest upload, bytes
 * @param encoder folder of ffmpeg and ffprobe, or path of ffmpeg; empty looks on the path, then
 *     takes the bundled one
 * @param workers how many transcodes run at once
 * @param lease how long a worker may be silent before another takes its job over
 */
public record IngestSettings(long mostBytes, String encoder, int workers, Duration lease) {

  private static final long FOUR_GIB = 4L << 30;

  /** Reads the {@code ingest.*} settings. */
  public static IngestSettings from(SettingsReader reader) {
    return new IngestSettings(
        reader.bytes("ingest.mostBytes", FOUR_GIB),
        reader.text("ingest.encoder", ""),
        reader.number("ingest.workers", 1, 0, 64),
        reader.duration("ingest.lease", Duration.ofSeconds(30)));
  }
}
