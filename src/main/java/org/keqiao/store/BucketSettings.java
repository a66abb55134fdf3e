package org.keqiao.store;

import java.net.URI;
import java.util.Optional;
import org.keqiao.settings.SettingsReader;

/**
 * Which bucket is the library.
 *
 * @param endpoint the S3 server; empty means the embedded one
 * @param region its region, part of every signature
 * @param name the bucket's name
 * @param accessKey who signs
 * @param secretKey what she signs with; never printed
 */
public record BucketSettings(
    Optional<URI> endpoint, String region, String name, String accessKey, String secretKey) {

  /** Reads the {@code bucket.*} settings. */
  public static BucketSettings from(SettingsReader reader) {
    BucketSettings settings =
        new BucketSettings(
            reader.address("bucket.endpoint"),
            reader.text("bucket.region", "us-east-1"),
            reader.text("bucket.name", "keqiao"),
            reader.text("bucket.accessKey", ""),
            reader.text("bucket.secretKey", ""));
    if (settings.endpoint().isPresent()) {
      requireKey(reader, "bucket.accessKey", settings.accessKey());
      requireKey(reader, "bucket.secretKey", settings.secretKey());
    }
    return settings;
  }

  private static void requireKey(SettingsReader reader, String key, String value) {
    if (value.isEmpty()) {
      reader.refuse(key, "is needed with bucket.endpoint");
    }
  }

  /** The same bucket at another server. */
  public BucketSettings at(URI server, String key, String secret) {
    return new BucketSettings(Optional.of(server), region, name, key, secret);
  }

  @Override
  public String toString() {
    return "BucketSettings[endpoint=%s, region=%s, name=%s]".formatted(endpoint, region, name);
  }
}
