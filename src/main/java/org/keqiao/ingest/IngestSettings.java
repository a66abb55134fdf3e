package org.keqiao.ingest;

import java.time.Duration;
import org.keqiao.ingest.upload.UploadSettings;
import org.keqiao.settings.SettingsReader;

/**
 * How uploads become streamable.
 *
 * @param uploads how much may be sent, and how
 * @param encoder folder of ffmpeg and ffprobe, or path of ffmpeg; empty looks on the path, then
 *     takes the bundled one
 * @param office path of the program of LibreOffice; empty looks for it on the search path
 * @param workers how many jobs run at once
 * @param lease how long a worker may be silent before another takes its job over
 * @param keepJobs how long a job that has ended can be looked up
 */
public record IngestSettings(
    UploadSettings uploads,
    String encoder,
    String office,
    int workers,
    Duration lease,
    Duration keepJobs) {

  private static final int MOST_WORKERS = 64;

  /** Reads the {@code ingest.*} settings. */
  public static IngestSettings from(SettingsReader reader) {
    IngestSettings settings =
        new IngestSettings(
            UploadSettings.from(reader),
            reader.text("ingest.encoder", ""),
            reader.text("ingest.office", ""),
            reader.number("ingest.workers", workersOfThisMachine(), 0, MOST_WORKERS),
            reader.duration("ingest.lease", Duration.ofSeconds(30)),
            reader.duration("ingest.keepJobs", Duration.ofDays(30)));
    if (settings.keepJobs().compareTo(Duration.ofHours(1)) < 0) {
      reader.refuse("ingest.keepJobs", "must be an hour or more");
    }
    return settings;
  }

  /** An encoder keeps two cores busy. */
  private static int workersOfThisMachine() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_WORKERS);
  }
}
