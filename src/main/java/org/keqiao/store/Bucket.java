package org.keqiao.store;

import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import org.keqiao.fault.FaultException;

/**
 * The library: S3-compatible storage reached with the MinIO client. Every method blocks and is
 * called from virtual threads; every method throws {@link FaultException} unavailable when the
 * server cannot be reached. An object is seen whole or not at all.
 */
public final class Bucket implements AutoCloseable {

  private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchObject", "NoSuchBucket");
  private static final Set<String> LOST_RACE =
      Set.of("PreconditionFailed", "ConditionalRequestConflict");
  private static final Set<String> MADE_ALREADY =
      Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

  private final BucketSettings settings;
  private final String name;
  private final String region;
  private final MinioClient client;
  private final OkHttpClient http;
  private final MultipartUploads multiparts;
  private final RecordCache records;

  private Bucket(BucketSettings settings, RecordSettings memory) {
    this.records = new RecordCache(memory);
    this.settings = settings;
    this.name = settings.name();
    this.region = settings.region();
    this.http = Connections.open();
    this.client = client(endpoint());
    this.multiparts =
        new MultipartUploads(
            name,
            region,
            MinioAsyncClient.builder()
                .endpoint(endpoint().toString())
                .region(region)
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http, false)
                .build(),
            http);
  }

  private MinioClient client(URI endpoint) {
    return MinioClient.builder()
        .endpoint(endpoint.toString())
        .region(region)
        .credentials(settings.accessKey(), settings.secretKey())
        .httpClient(http, false)
        .build();
  }

  /**
   * Opens the bucket and makes it when it does not exist.
   *
   * @param settings with an endpoint
   * @param memory how records of this bucket are kept in memory
   * @throws IOException with one sentence, when the server does not answer or refuses
   */
  public static Bucket open(BucketSettings settings, RecordSettings memory) throws IOException {
    Bucket bucket = new Bucket(settings, memory);
    try {
      send(bucket::ensure);
      return bucket;
    } catch (ErrorResponseException refused) {
      bucket.close();
      throw new IOException(
          ("the bucket server %s refuses bucket %s: %s; check bucket.accessKey, bucket.secretKey"
                  + " and bucket.name")
              .formatted(
                  settings.endpoint().orElseThrow(),
                  settings.name(),
                  refused.errorResponse().code()),
          refused);
    } catch (MinioException | IOException away) {
      bucket.close();
      throw new IOException(
          "the bucket server %s does not answer: %s; check bucket.endpoint"
              .formatted(settings.endpoint().orElseThrow(), reason(away)),
          away);
    }
  }

  private boolean ensure() throws MinioException, IOException {
    if (!client.bucketExists(BucketExistsArgs.builder().bucket(name).region(region).build())) {
      try {
        client.makeBucket(MakeBucketArgs.builder().bucket(name).region(region).build());
      } catch (ErrorResponseException raced) {
        if (!MADE_ALREADY.contains(raced.errorResponse().code())) {
          throw raced;
        }
      }
    }
    return true;
  }

  private static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return String.valueOf(first.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * Creates an object on condition that it does not exist; of any number of callers exactly one
   * succeeds.
   *
   * @return false when it exists already
   */
  public boolean create(String key, byte[] body, String contentType) {
    return attempt(
            () ->
                client.putObject(
                    PutObjectArgs.builder()
                        .bucket(name)
                        .region(region)
                        .object(key)
                        .extraHeaders(Map.of("If-None-Match", "*"))
                        .contentType(contentType)
                        .data(body, body.length)
                        .build()),
            LOST_RACE)
        .isPresent();
  }

  /** Opens the bucket and keeps records in memory as usual. */
  public static Bucket open(BucketSettings settings) throws IOException {
    return open(settings, RecordSettings.USUAL);
  }

  /** The records of this bucket that are in memory. */
  public RecordCache records() {
    return records;
  }

  /** Objects that are sent in parts. */
  public MultipartUploads multiparts() {
    return multiparts;
  }

  /** Stores a file under a key, replacing what is there. */
  public void put(String key, Path file, String contentType) {
    call(
        () ->
            client.uploadObject(
                UploadObjectArgs.builder()
                    .bucket(name)
                    .region(region)
                    .object(key)
                    .contentType(contentType)
                    .filename(file.toString())
                    .build()));
  }

  /** The whole object, for small ones such as records and playlists. */
  public Optional<byte[]> read(String key) {
    return attempt(
        () -> {
          try (InputStream body = client.getObject(get(key))) {
            return body.readAllBytes();
          }
        },
        MISSING);
  }

  /** Copies an object to a file; the file appears whole or not at all. */
  public boolean download(String key, Path file) {
    return attempt(
            () -> {
              Path part = file.resolveSibling(file.getFileName() + ".part");
              try (InputStream body = client.getObject(get(key))) {
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
              }
              return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            },
            MISSING)
        .isPresent();
  }

  /**
   * Reads a whole object, piece by piece.
   *
   * @return false when there is none
   */
  public boolean readTo(String key, OutputStream sink) {
    return attempt(
            () -> {
              try (InputStream body = client.getObject(get(key))) {
                return body.transferTo(sink);
              }
            },
            MISSING)
        .isPresent();
  }

  private GetObjectArgs get(String key) {
    return GetObjectArgs.builder().bucket(name).region(region).object(key).build();
  }

  /** What there is to know of an object without reading it. */
  public Optional<StoredObject> stat(String key) {
    return attempt(
        () -> {
          StatObjectResponse answer =
              client.statObject(
                  StatObjectArgs.builder().bucket(name).region(region).object(key).build());
          return new StoredObject(answer.size(), answer.etag().replace("\"", ""));
        },
        MISSING);
  }

  /**
   * Keys in byte order, read page by page as the stream is consumed.
   *
   * @param prefix what every key begins with
   * @param after only keys after this one; empty for all
   */
  public Stream<String> keys(String prefix, String after) {
    return list(prefix, after).map(Item::objectName);
  }

  private Stream<Item> list(String prefix, String after) {
    ListObjectsArgs.Builder listing =
        ListObjectsArgs.builder().bucket(name).region(region).prefix(prefix).recursive(true);
    if (!after.isEmpty()) {
      listing.startAfter(after);
    }
    Items items = new Items(client.listObjects(listing.build()).iterator());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false);
  }

  /**
   * Keys of the objects that were stored before a moment, in byte order.
   *
   * @param prefix what every key begins with
   */
  public Stream<String> keysStoredBefore(String prefix, Instant moment) {
    return list(prefix, "")
        .filter(item -> item.lastModified().toInstant().isBefore(moment))
        .map(Item::objectName);
  }

  /**
   * Keys of the objects that were stored at a moment or later, in byte order.
   *
   * @param prefix what every key begins with
   */
  public Stream<String> keysStoredSince(String prefix, Instant moment) {
    return list(prefix, "")
        .filter(item -> !item.lastModified().toInstant().isBefore(moment))
        .map(Item::objectName);
  }

  /** Copies an object within the bucket. */
  public void copy(String from, String to) {
    call(
        () ->
            client.copyObject(
                CopyObjectArgs.builder()
                    .bucket(name)
                    .region(region)
                    .object(to)
                    .source(SourceObject.builder().bucket(name).region(region).object(from).build())
                    .build()));
  }

  /** Removes an object; removing what is not there is no fault. */
  public void delete(String key) {
    call(
        () -> {
          client.removeObject(
              RemoveObjectArgs.builder().bucket(name).region(region).object(key).build());
          return true;
        });
  }

  /** Where the server is. */
  public URI endpoint() {
    return settings.endpoint().orElseThrow();
  }

  /**
   * Addresses of objects for those who have no key.
   *
   * @param endpoint the server as they reach it: the address is part of what is signed
   */
  public PresignedReads readsAt(URI endpoint) {
    return new PresignedReads(client(endpoint), name, region);
  }

  /** Whether the server answers. */
  public boolean answers() {
    try {
      return call(
          () ->
              client.bucketExists(BucketExistsArgs.builder().bucket(name).region(region).build()));
    } catch (FaultException unavailable) {
      return false;
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  interface Request<T> {
    T send() throws MinioException, IOException;
  }

  static <T> T call(Request<T> request) {
    return attempt(request, Set.of())
        .orElseThrow(() -> FaultException.unavailable("bucket-unavailable", null));
  }

  /** The client wraps what it did not expect of the line, and that is no defect of ours. */
  private static <T> T send(Request<T> request) throws MinioException, IOException {
    Waiting.begin();
    try {
      return request.send();
    } catch (IllegalStateException wrapped) {
      if (wrapped.getCause() instanceof IOException away) {
        throw away;
      }
      throw wrapped;
    }
  }

  static <T> Optional<T> attempt(Request<T> request, Set<String> expected) {
    try {
      return Optional.of(send(request));
    } catch (ErrorResponseException answered) {
      if (expected.contains(answered.errorResponse().code())) {
        return Optional.empty();
      }
      throw FaultException.unavailable("bucket-unavailable", answered);
    } catch (MinioException | IOException failure) {
      throw FaultException.unavailable("bucket-unavailable", failure);
    }
  }
}
