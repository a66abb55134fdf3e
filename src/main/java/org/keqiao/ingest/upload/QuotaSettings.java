package org.keqiao.ingest.upload;

import org.keqiao.settings.SettingsReader;

/**
 * How much may be kept.
 *
 * @param account bytes of the uploads of one account, finished and unfinished
 * @param school bytes of the uploads of all accounts of one school
 * @param unfinished how many uploads of one account may be unfinished at a time
 */
public record QuotaSettings(long account, long school, int unfinished) {

  private static final long ACCOUNT = 200L << 30;
  private static final long SCHOOL = 2048L << 30;

  static QuotaSettings from(SettingsReader reader) {
    return new QuotaSettings(
        reader.bytes("uploads.accountQuota", ACCOUNT),
        reader.bytes("uploads.schoolQuota", SCHOOL),
        reader.number("uploads.unfinished", 100, 1, 10_000));
  }
}
