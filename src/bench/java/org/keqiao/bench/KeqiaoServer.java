package org.keqiao.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Limits;

/**
 * The packaged program in a Java process of its own, with demo data.
 *
 * @param start from the command to the word that it is ready
 */
record KeqiaoServer(Process process, URI address, Duration start) implements Server {

  private static final Pattern READY = Pattern.compile("Keqiao is ready: (\\S+)");
  private static final Path JAR = Path.of("target", "keqiao.jar");

  /**
   * Starts it and waits until it is ready.
   *
   * @param data its data folder
   * @throws IOException when it ends instead
   */
  static KeqiaoServer start(Path data) throws IOException {
    return start(data, List.of(), Map.of());
  }

  /**
   * Starts it with other flags and settings than usual.
   *
   * @param data its data folder
   * @param flags of Java
   * @param settings by the names of the environment
   * @throws IOException when it ends instead
   */
  static KeqiaoServer start(Path data, List<String> flags, Map<String, String> settings)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("bench.flags", "").strip().split("\\s+", -1)));
    command.addAll(flags);
    command.addAll(List.of("-jar", JAR.toString(), "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(new File(data + ".log"));
    builder.environment().put("KEQIAO_DATA", data.toString());
    builder.environment().put("KEQIAO_HTTP_PORT", "0");
    builder.environment().put("KEQIAO_DEMO_MEDIA", "false");
    builder.environment().putAll(Limits.wide());
    builder.environment().putAll(settings);
    Instant begin = Instant.now();
    Process process = builder.start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        Duration start = Duration.between(begin, Instant.now());
        return new KeqiaoServer(process, URI.create(ready.group(1)), start);
      }
    }
    throw new IOException("the program did not start; see " + data + ".log");
  }

  /** The demo curator. */
  Api curator() {
    return Api.at(address).signIn("curator", "keqiao-demo");
  }
}
