package org.keqiao.store;

import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are sent in parts and put together in the end (S3 multipart uploads). The parts are
 * kept until then, whoever sent them, so that another server can go on. Methods block and fail as
 * those of {@link Bucket} do.
 */
public final class MultipartUploads {

  /** The smallest part that S3 accepts, but for the last one. */
  public static final long SMALLEST_PART = 5L << 20;

  private static final Set<String> GONE = Set.of("NoSuchUpload");
  private static final Set<String> UNFIT =
      Set.of("InvalidPart", "InvalidPartOrder", "EntityTooSmall");
  private static final Duration SIGNATURE_LIFE = Duration.ofHours(1);
  private static final int PAGE = 1000;

  private final String bucket;
  private final String region;
  private final MinioAsyncClient client;
  private final OkHttpClient http;

  MultipartUploads(String bucket, String region, MinioAsyncClient client, OkHttpClient http) {
    this.bucket = bucket;
    this.region = region;
    this.client = client;
    this.http = http;
  }

  /**
   * One that was begun and not ended.
   *
   * @param key of the object that it will be
   * @param id by which S3 knows it
   */
  public record Unfinished(String key, String id) {}

  /** Begins one; returns the id by which S3 knows it. */
  public String begin(String key) {
    return Bucket.call(
        () ->
            join(client.createMultipartUpload(
                    CreateMultipartUploadArgs.builder()
                        .bucket(bucket)
                        .region(region)
                        .object(key)
                        .build()))
                .result()
                .uploadId());
  }

  /**
   * Stores a part, replacing what was sent under its number.
   *
   * @param number from 1 to 10,000
   * @return its entity tag
   */
  public String put(Unfinished upload, int number, FileRange part) {
    return send(
        upload.key(),
        Map.of("uploadId", upload.id(), "partNumber", Integer.toString(number)),
        part);
  }

  /** Stores an object that is small enough to need no parts, replacing what is there. */
  public void put(String key, FileRange whole) {
    send(key, Map.of(), whole);
  }

  /** Signed addresses spare the hashing of the body that a signed request needs. */
  private String send(String key, Map<String, String> query, FileRange range) {
    return Bucket.call(
        () -> {
          String address =
              client.getPresignedObjectUrl(
                  GetPresignedObjectUrlArgs.builder()
                      .bucket(bucket)
                      .region(region)
                      .object(key)
                      .method(Http.Method.PUT)
                      .expiry((int) SIGNATURE_LIFE.toSeconds(), TimeUnit.SECONDS)
                      .extraQueryParams(query)
                      .build());
          okhttp3.Request request =
              new okhttp3.Request.Builder().url(address).put(new RangeBody(range)).build();
          try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
              throw new IOException("%s answered %d".formatted(key, response.code()));
            }
            return String.valueOf(response.header("ETag")).replace("\"", "");
          }
        });
  }

  /**
   * Puts the parts together. Doing it again after it succeeded changes nothing.
   *
   * @param etags of all parts, in order from number 1
   * @return false when there is no such upload any more, or its parts are not these
   */
  public boolean complete(Unfinished upload, List<String> etags) {
    Part[] parts =
        IntStream.range(0, etags.size())
            .mapToObj(index -> new Part(index + 1, etags.get(index)))
            .toArray(Part[]::new);
    Optional<?> written =
        Bucket.attempt(
            () ->
                join(
                    client.completeMultipartUpload(
                        CompleteMultipartUploadArgs.builder()
                            .bucket(bucket)
                            .region(region)
                            .object(upload.key())
                            .uploadId(upload.id())
                            .parts(parts)
                            .build())),
            Stream.concat(GONE.stream(), UNFIT.stream()).collect(Collectors.toSet()));
    return written.isPresent();
  }

  /** Throws the parts away; aborting what is not there is no fault. */
  public void abort(Unfinished upload) {
    Bucket.attempt(
        () ->
            join(
                client.abortMultipartUpload(
                    AbortMultipartUploadArgs.builder()
                        .bucket(bucket)
                        .region(region)
                        .object(upload.key())
                        .uploadId(upload.id())
                        .build())),
        GONE);
  }

  /** All that were begun before a moment and not ended. */
  public List<Unfinished> begunBefore(Instant moment) {
    return Stream.iterate(
            Optional.of(page("", "")),
            Optional::isPresent,
            page ->
                page.filter(ListMultipartUploadsResult::isTruncated)
                    .map(last -> page(last.nextKeyMarker(), last.nextUploadIdMarker())))
        .flatMap(page -> page.stream().flatMap(each -> each.uploads().stream()))
        .filter(each -> each.initiated().toInstant().isBefore(moment))
        .map(each -> new Unfinished(each.objectName(), each.uploadId()))
        .toList();
  }

  private ListMultipartUploadsResult page(String afterKey, String afterId) {
    ListMultipartUploadsArgs.Builder listing =
        ListMultipartUploadsArgs.builder().bucket(bucket).region(region).maxUploads(PAGE);
    if (!afterKey.isEmpty()) {
      listing.keyMarker(afterKey).uploadIdMarker(afterId);
    }
    return Bucket.call(() -> join(client.listMultipartUploads(listing.build())).result());
  }

  private static <T> T join(CompletableFuture<T> answer) throws MinioException, IOException {
    try {
      return answer.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case MinioException refused -> throw refused;
        case IOException away -> throw away;
        case null, default -> throw failed;
      }
    }
  }

  /** Sends a piece of a file without holding it in memory. */
  private static final class RangeBody extends RequestBody {

    private final FileRange range;

    RangeBody(FileRange range) {
      this.range = range;
    }

    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return range.length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      try (InputStream file = Files.newInputStream(range.file());
          Source source = Okio.source(file)) {
        file.skipNBytes(range.offset());
        sink.write(source, range.length());
      }
    }
  }
}
