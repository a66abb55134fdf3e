package org.keqiao.bench;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.keqiao.embedded.EmbeddedBucket;

/** The S3 server that the program embeds, in the bench's own process: a store of both sides. */
record S3Server(EmbeddedBucket server) implements AutoCloseable {

  static final String BUCKET = "keqiao";

  static S3Server start(Path folder) throws IOException {
    return new S3Server(EmbeddedBucket.start(folder));
  }

  /** What makes the program use it. */
  Map<String, String> settings() {
    return Map.of(
        "KEQIAO_BUCKET_ENDPOINT",
        server.address().toString(),
        "KEQIAO_BUCKET_ACCESS_KEY",
        server.accessKey(),
        "KEQIAO_BUCKET_SECRET_KEY",
        server.secretKey(),
        "KEQIAO_BUCKET_NAME",
        BUCKET);
  }

  /** The client that measures itself against it. */
  MinioClient client() {
    return MinioClient.builder()
        .endpoint(server.address().toString())
        .region("us-east-1")
        .credentials(server.accessKey(), server.secretKey())
        .build();
  }

  /** The signed address of the largest object, good for an hour. */
  URI largest() throws Exception {
    String key = "";
    long size = -1;
    for (Result<Item> each :
        client().listObjects(ListObjectsArgs.builder().bucket(BUCKET).recursive(true).build())) {
      if (each.get().size() > size) {
        size = each.get().size();
        key = each.get().objectName();
      }
    }
    return URI.create(
        client()
            .getPresignedObjectUrl(
                GetPresignedObjectUrlArgs.builder()
                    .method(Http.Method.GET)
                    .bucket(BUCKET)
                    .object(key)
                    .expiry(1, TimeUnit.HOURS)
                    .build()));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
