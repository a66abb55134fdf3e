package org.keqiao.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3 server in this process over a local folder, answering on the loopback address only. */
public final class EmbeddedBucket implements AutoCloseable {

  private static final int LARGEST_SINGLE_PUT = Integer.MAX_VALUE;

  private final S3Proxy server;
  private final URI address;
  private final String accessKey;
  private final String secretKey;

  private EmbeddedBucket(S3Proxy server, String accessKey, String secretKey) {
    this.server = server;
    this.address = URI.create("http://127.0.0.1:" + server.getPort());
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /**
   * Starts the server with an access key of its own for this run.
   *
   * @param folder holds one folder per bucket; made when missing; no other server may use it
   * @throws IOException when the folder cannot be used or the server does not start
   */
  public static EmbeddedBucket start(Path folder) throws IOException {
    Files.createDirectories(folder);
    Unfinished.delete(folder);
    String accessKey = random();
    String secretKey = random();
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            .v4MaxNonChunkedRequestSize(LARGEST_SINGLE_PUT)
            .ignoreUnknownHeaders(true)
            .build();
    try {
      server.start();
    } catch (Exception failure) {
      throw new IOException("the embedded S3 server did not start", failure);
    }
    return new EmbeddedBucket(server, accessKey, secretKey);
  }

  private static String random() {
    byte[] bytes = new byte[20];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Where a client reaches the server. */
  public URI address() {
    return address;
  }

  /** The only access key that the server knows. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret that belongs to {@link #accessKey()}. */
  public String secretKey() {
    return secretKey;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("the embedded S3 server did not stop", failure);
    }
  }
}
