package org.keqiao.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link BareHandler} in a Java process of its own. */
record BareServer(Process process, URI address) implements Server {

  private static final Pattern READY = Pattern.compile("Ready: (\\S+)");

  /**
   * Starts it and waits until it takes connections.
   *
   * @param folder says what it answers
   * @throws IOException when it ends instead
   */
  static BareServer start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BareHandler.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return new BareServer(process, URI.create(ready.group(1)));
      }
    }
    throw new IOException("the bare handler did not start");
  }
}
