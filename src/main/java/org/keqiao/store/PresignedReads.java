package org.keqiao.store;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Addresses that read one object for a while, without further credentials, at the bucket's server
 * as somebody else reaches it.
 */
public final class PresignedReads {

  private final MinioClient client;
  private final String bucket;
  private final String region;

  PresignedReads(MinioClient client, String bucket, String region) {
    this.client = client;
    this.bucket = bucket;
    this.region = region;
  }

  /** The address of one object, good for {@code life}. Asks nobody. */
  public URI address(String key, Duration life) {
    return Bucket.call(
        () ->
            URI.create(
                client.getPresignedObjectUrl(
                    GetPresignedObjectUrlArgs.builder()
                        .bucket(bucket)
                        .region(region)
                        .object(key)
                        .method(Http.Method.GET)
                        .expiry((int) life.toSeconds(), TimeUnit.SECONDS)
                        .build())));
  }
}
