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
    Nginx nginx = Nginx.start(folder, "root files;");
    return new NginxServer(nginx.process(), nginx.address());
  }
}
