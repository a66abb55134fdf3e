package org.keqiao.ingest.upload;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;

/** Opens the sinks that uploads flow into. */
public final class UploadStreams {

  /** After so long no more bytes of an upload are taken. */
  public static final Duration LONGEST_UPLOAD = Duration.ofHours(24);

  private static final int AT_ONCE = 200;

  private final Vertx vertx;
  private final Bucket bucket;
  private final HttpClient client;

  /** Towards this bucket. */
  public UploadStreams(Vertx vertx, Bucket bucket) {
    this.vertx = vertx;
    this.bucket = bucket;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(5000)
                .setKeepAlive(true)
                .setKeepAliveTimeout(5),
            new PoolOptions().setHttp1MaxSize(AT_ONCE));
  }

  /**
   * Opens a sink that stores {@code bytes} bytes under a key and in a file.
   *
   * @throws FaultException unavailable, when the bucket cannot be reached
   */
  UploadSink open(String key, long bytes, Path copy) {
    RequestOptions put =
        new RequestOptions()
            .setMethod(HttpMethod.PUT)
            .setAbsoluteURI(bucket.presignedPut(key, LONGEST_UPLOAD).toString())
            .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(bytes));
    try {
      return vertx
          .fileSystem()
          .open(copy.toString(), new OpenOptions().setTruncateExisting(true))
          .compose(
              file ->
                  client
                      .request(put)
                      .map(request -> new UploadSink(file, request, bytes))
                      .recover(away -> file.close().transform(x -> Future.failedFuture(away))))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException away) {
      throw FaultException.unavailable("bucket-unavailable", away.getCause());
    }
  }

  /** Gives a local file to a sink. */
  void pour(Path file, UploadSink sink) {
    vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
        .compose(source -> source.pipeTo(sink))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
