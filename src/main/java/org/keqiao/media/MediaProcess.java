package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of an outside program that reads a stranger's file: low priority, no inherited
 * environment, its own folder, a limit of wall time, and no survivor when the caller is
 * interrupted. Blocks the calling thread, which is meant to be a virtual one.
 */
public final class MediaProcess {

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final Optional<Path> NICE =
      List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice")).stream()
          .filter(Files::isExecutable)
          .findFirst();

  private final List<String> prefix;
  private final Map<String, String> environment;
  private final Path folder;
  private final Duration limit;

  /**
   * Prepares a run.
   *
   * @param environment all that the program sees of the environment
   * @param folder where it runs; relative names of its arguments are names in here
   * @param limit after how much wall time it is killed
   */
  public MediaProcess(Map<String, String> environment, Path folder, Duration limit) {
    this(
        NICE.map(nice -> List.of(nice.toString(), "-n", "10")).orElse(List.of()),
        environment,
        folder,
        limit);
  }

  private MediaProcess(
      List<String> prefix, Map<String, String> environment, Path folder, Duration limit) {
    this.prefix = prefix;
    this.environment = environment;
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * A run at normal priority: for a question that the environment puts to the loader, and that the
   * program that lowers the priority would answer for itself.
   */
  static MediaProcess atNormalPriority(
      Map<String, String> environment, Path folder, Duration limit) {
    return new MediaProcess(List.of(), environment, folder, limit);
  }

  /**
   * What a program left behind.
   *
   * @param exitCode 0 for success; 137 if it was killed
   * @param timedOut whether the limit of wall time ended it
   * @param output the beginning of what it printed; empty if a consumer took it
   * @param errors the end of what it complained about
   */
  public record Finished(int exitCode, boolean timedOut, String output, String errors) {

    /** Whether it ended well and in time. */
    public boolean succeeded() {
      return exitCode == 0 && !timedOut;
    }

    /** The last complaint of the program itself; empty if it had none. */
    public String lastErrorLine() {
      // The loader says this of every stub library; it is not news.
      return errors
          .lines()
          .filter(line -> !line.isBlank() && !line.contains("no version information available"))
          .reduce("", (earlier, later) -> later)
          .strip();
    }
  }

  /** Runs {@code command} and keeps the beginning of what it prints, up to 8 Mi characters. */
  public Finished run(List<String> command) throws IOException, InterruptedException {
    OutputHead output = new OutputHead();
    Finished finished = run(command, output);
    return new Finished(finished.exitCode, finished.timedOut, output.text(), finished.errors);
  }

  /**
   * Runs {@code command} to its end.
   *
   * @param lines gets each line that the program prints, on another thread; if it throws, the
   *     program is killed
   * @throws IOException if the program cannot be started
   * @throws InterruptedException if the caller was interrupted; the program and its children are
   *     dead by then
   */
  Finished run(List<String> command, Consumer<String> lines)
      throws IOException, InterruptedException {
    Process process = start(command);
    OutputTail errors = new OutputTail(process.getErrorStream());
    OutputLines output = new OutputLines(process.getInputStream(), lines, () -> kill(process));
    boolean inTime;
    try {
      process.getOutputStream().close();
      Thread errorThread = pump(errors);
      Thread outputThread = pump(output);
      inTime = process.waitFor(limit);
      if (!inTime) {
        kill(process);
      }
      outputThread.join(LAST_WORDS);
      errorThread.join(LAST_WORDS);
    } finally {
      kill(process);
    }
    output.rethrow();
    return new Finished(process.exitValue(), !inTime, "", errors.text());
  }

  private Process start(List<String> command) throws IOException {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** A platform thread: reading a pipe would hold the carrier of a virtual one. */
  private static Thread pump(Runnable pump) {
    return Thread.ofPlatform().daemon().name("media-process").start(pump);
  }

  /** Returns when the process is gone, so that its folder can be removed. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, LAST_WORDS.toSeconds(), TimeUnit.SECONDS).join();
  }
}
