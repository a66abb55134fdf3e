package org.keqiao.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Npm;
import org.keqiao.store.Json;

/** The client that browsers use, tus-js-client, as npm installs it, run by Node. */
final class TusJsClient implements AutoCloseable {

  private static final String PACKAGE = "tus-js-client@4.3.1";
  private static final Path SOURCE = Path.of("src", "test", "tus-js-client", "upload.mjs");
  private static final Path FOLDER = Path.of("target", "tus-js-client");

  private final Process process;
  private final BufferedReader lines;

  private TusJsClient(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Installs it, once for all runs. */
  static void install() throws IOException, InterruptedException {
    Npm.install(SOURCE, PACKAGE);
  }

  /**
   * Begins to upload a file.
   *
   * @param options of the client, as JSON
   */
  static TusJsClient upload(URI server, Api api, Path file, String options) {
    try {
      return new TusJsClient(
          new ProcessBuilder(
                  List.of(
                      "node",
                      SOURCE.getFileName().toString(),
                      server.resolve("/api/v1/uploads").toString(),
                      api.token(),
                      file.toAbsolutePath().toString(),
                      options))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .start());
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Reads what it says until it says this; nothing when it ends before. */
  Optional<JsonNode> await(String event) {
    StringBuilder said = new StringBuilder();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        JsonNode happened =
            line.startsWith("{") ? Json.STORED.readTree(line) : Json.STORED.nullNode();
        if (happened.path("event").asText().equals(event)) {
          return Optional.of(happened);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    System.err.println(said);
    return Optional.empty();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
