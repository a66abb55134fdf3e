package org.keqiao.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keqiao.fixture.Nginx;

/** nginx that serves files. */
record NginxServer(Process process, URI address) implements Server {

  /**
   * Starts it and waits until it takes connections.
   *
   * @param folder of its own; what lies in {@code files} below it is served
   * @throws IOException when it ends instead
   */
  static NginxServer start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("files"));
    return start(folder, "root files;");
  }

  /**
   * One that reads ranges of a single object from a bucket and keeps them, as a CDN's edge does: in
   * pieces as large as Keqiao's blocks.
   *
   * @param folder of its own
   * @param object its signed address
   * @throws IOException when it ends instead
   */
  static NginxServer caching(Path folder, URI object) throws IOException, InterruptedException {
    return start(
        folder,
        """
        location / {
          slice 1m;
          proxy_cache kept;
          proxy_cache_key $slice_range;
          proxy_cache_valid 206 1d;
          proxy_set_header Range $slice_range;
          proxy_set_header Host %s;
          proxy_set_header Connection "";
          proxy_http_version 1.1;
          proxy_pass %s;
        }
        """
            .formatted(object.getAuthority(), object));
  }

  private static NginxServer start(Path folder, String server)
      throws IOException, InterruptedException {
    Nginx nginx = Nginx.start(folder, server);
    return new NginxServer(nginx.process(), nginx.address());
  }
}
