package org.keqiao.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.Limits;

/** The program, started the way that the packaged one starts. */
final class Program implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Keqiao is ready: (\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path said;

  private Program(Process process, Path said) {
    this.process = process;
    this.said = said;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
  }

  /**
   * Starts a process.
   *
   * @param data its data folder
   * @param settings by the names of the environment
   * @param arguments the command; none serves
   */
  static Program start(Path data, Map<String, String> settings, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx700m"));
    command.addAll(List.of("-cp", classPath(), "org.keqiao.launch.Launcher"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("KEQIAO_"));
    builder.environment().put("KEQIAO_DATA", data.toString());
    builder.environment().put("KEQIAO_HTTP_PORT", "0");
    builder.environment().put("KEQIAO_INGEST_LEASE", "3s");
    builder.environment().putAll(Limits.wide());
    builder.environment().putAll(settings);
    try {
      Path said = Files.createTempDirectory("program");
      builder.redirectOutput(said.resolve("output").toFile());
      builder.redirectError(said.resolve("errors").toFile());
      return new Program(builder.start(), said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until it says where it answers. */
  URI address() {
    await(() -> READY.matcher(output()).find() || !process.isAlive());
    Matcher ready = READY.matcher(output());
    if (!ready.find()) {
      throw new AssertionError("it did not start: " + errors());
    }
    return URI.create(ready.group(1));
  }

  /** Nobody, at this program. */
  Api anonymous() {
    return Api.at(address());
  }

  /** A demo account of this program. */
  Api as(String login) {
    return anonymous().signIn(login, "keqiao-demo");
  }

  /** Processes that it has started and that live. */
  List<ProcessHandle> children() {
    return process.descendants().filter(ProcessHandle::isAlive).toList();
  }

  /** Whether it runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** SIGTERM; the exit code. */
  int stop() {
    process.destroy();
    return exitCode();
  }

  /** Waits until it has ended by itself; then everything that it said can be read. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end: " + output() + errors());
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** What it said on standard output. */
  String output() {
    return text(said.resolve("output"));
  }

  /** What it said on standard error. */
  String errors() {
    return text(said.resolve("errors"));
  }

  /** What stands in the log of a data folder. */
  static String log(Path data) {
    return text(data.resolve("logs").resolve("keqiao.log"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Waits until something is so. */
  static void await(BooleanSupplier wished) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wished.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    Folders.delete(said);
  }
}
