package org.keqiao.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** nginx on the loopback address, set up as {@code src/bench/nginx.conf} says. */
record NginxServer(Process process, URI address) implements Server {

  private static final int ATTEMPTS = 100;

  private static final Path CONFIGURATION = Path.of("src", "bench", "nginx.conf");

  /**
   * Starts it and waits until it takes connections.
   *
   * @param folder of its own; what lies in {@code files} below it is served
   * @throws IOException when it ends instead
   */
  static NginxServer start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Files.createDirectories(folder.resolve("files"));
    Files.writeString(
        folder.resolve("nginx.conf"),
        Files.readString(CONFIGURATION)
            .replace("${user}", System.getProperty("user.name"))
            .replace("${port}", Integer.toString(port)));
    Process process =
        new ProcessBuilder(
                Tool.NGINX.path().toString(),
                "-p",
                folder.toAbsolutePath().toString(),
                "-e",
                "error.log",
                "-c",
                "nginx.conf")
            .inheritIO()
            .start();
    for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return new NginxServer(process, URI.create("http://127.0.0.1:" + socket.getPort()));
      } catch (IOException notYet) {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    process.destroy();
    throw new IOException("nginx did not start; see " + folder.resolve("error.log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
