package org.keqiao.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.keqiao.fixture.Npm;

/** socket.io, which passes on what leads say: no log, no permissions, one process. */
record RelayServer(Process process, URI address) implements Server {

  private static final String PACKAGE = "socket.io@4.8.1";

  static RelayServer start() throws IOException, InterruptedException {
    Path folder = Npm.install(Path.of("src", "bench", "resources", "relay.js"), PACKAGE);
    Process node =
        new ProcessBuilder("node", "relay.js")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = node.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IOException("socket.io did not start");
    }
    return new RelayServer(node, URI.create("http://127.0.0.1:" + line.split(" ", 2)[1]));
  }
}
