package org.keqiao.bench;

import io.minio.MinioClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

  @Override
  public void close() throws IOException {
    server.close();
  }
}
