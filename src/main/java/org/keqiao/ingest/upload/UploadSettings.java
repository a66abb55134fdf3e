package org.keqiao.ingest.upload;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How much may be sent, and how.
 *
 * @param mostBytes largest file, bytes
 * @param life how long an unfinished upload is kept after the last byte
 * @param quotas how much an account and a school may keep
 * @param streams how many requests of one account may send bytes to one server at a time
 * @param slowest bytes a second that a request must send, over half a minute
 */
public record UploadSettings(
    long mostBytes, Duration life, QuotaSettings quotas, int streams, long slowest) {

  private static final long FOUR_GIB = 4L << 30;

  /** S3 copies no larger object in one request. */
  private static final long LARGEST = 5L << 30;

  /** Reads the {@code ingest.mostBytes} and {@code uploads.*} settings. */
  public static UploadSettings from(SettingsReader reader) {
    long mostBytes = reader.bytes("ingest.mostBytes", FOUR_GIB);
    if (mostBytes > LARGEST) {
      reader.refuse("ingest.mostBytes", "must be 5GiB or less, the most that S3 copies at once");
    }
    return new UploadSettings(
        mostBytes,
        reader.duration("uploads.life", Duration.ofDays(7)),
        QuotaSettings.from(reader),
        reader.number("uploads.streams", 16, 1, 1000),
        reader.bytes("uploads.slowest", 256));
  }
}
