package org.keqiao.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.keqiao.fixture.Api;

/**
 * A file that was uploaded by one creation and one PATCH.
 *
 * @param id of the upload
 * @param time until the answer that the file is stored
 */
record TusUpload(String id, Duration time) {

  /** Sends it as the demo curator. */
  static TusUpload send(KeqiaoServer keqiao, Path file) throws IOException, InterruptedException {
    Api curator = keqiao.curator();
    long begin = System.nanoTime();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> created =
          client.send(
              request(keqiao.address().resolve("/api/v1/uploads"))
                  .header("Authorization", "Bearer " + curator.token())
                  .header("Upload-Length", Long.toString(Files.size(file)))
                  .POST(BodyPublishers.noBody())
                  .build(),
              BodyHandlers.discarding());
      URI location = URI.create(created.headers().firstValue("Location").orElseThrow());
      HttpResponse<Void> sent =
          client.send(
              request(keqiao.address().resolve(location))
                  .header("Upload-Offset", "0")
                  .header("Content-Type", "application/offset+octet-stream")
                  .method("PATCH", BodyPublishers.ofFile(file))
                  .build(),
              BodyHandlers.discarding());
      if (sent.statusCode() != HttpURLConnection.HTTP_NO_CONTENT) {
        throw new IOException("the upload was answered " + sent.statusCode());
      }
      String path = location.getPath();
      return new TusUpload(
          path.substring(path.lastIndexOf('/') + 1), Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).header("Tus-Resumable", "1.0.0");
  }
}
