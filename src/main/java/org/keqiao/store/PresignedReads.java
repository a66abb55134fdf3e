package org.keqiao.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Addresses that read one object for a while, without further credentials, at the bucket's server
 * as somebody else reaches it. One address serves everybody for a while, so that caches between
 * recognise it.
 */
public final class PresignedReads {

  /** How long an address is good when it is given out for the last time. */
  private static final Duration LEAST_LIFE = Duration.ofHours(1);

  private static final Duration REUSED = Duration.ofHours(1);
  private static final int MOST = 100_000;

  private final MinioClient client;
  private final String bucket;
  private final String region;
  private final LoadingCache<String, URI> addresses =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REUSED).build(this::sign);

  PresignedReads(MinioClient client, String bucket, String region) {
    this.client = client;
    this.bucket = bucket;
    this.region = region;
  }

  /** The address of one object, good for an hour at least. Asks nobody. */
  public URI address(String key) {
    return addresses.get(key);
  }

  private URI sign(String key) {
    return Bucket.call(
        () ->
            URI.create(
                client.getPresignedObjectUrl(
                    GetPresignedObjectUrlArgs.builder()
                        .bucket(bucket)
                        .region(region)
                        .object(key)
                        .method(Http.Method.GET)
                        .expiry((int) LEAST_LIFE.plus(REUSED).toSeconds(), TimeUnit.SECONDS)
                        .build())));
  }
}
