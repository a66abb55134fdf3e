package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A run of ffmpeg that goes on as long as somebody teaches: at normal priority, since rooms wait
 * for each picture, with no inherited environment and in a folder of its own.
 */
public final class LiveProcess implements AutoCloseable {

  private static final int SECONDS_TO_DIE = 5;

  private final Process process;
  private volatile String lastComplaint = "";

  private LiveProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts ffmpeg.
   *
   * @param folder where it runs; relative names of its arguments are names in here
   * @param arguments what follows the program's name
   * @param complaints gets each line of its errors, on another thread
   * @throws IOException if the program cannot be started
   */
  public static LiveProcess start(
      Encoder encoder, Path folder, List<String> arguments, Consumer<String> complaints)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(encoder.ffmpeg().toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(encoder.environment());
    LiveProcess started = new LiveProcess(builder.start());
    started.process.getOutputStream().close();
    Runnable lines =
        new OutputLines(
            started.process.getErrorStream(),
            line -> {
              // The loader says this of every stub library; it is not news.
              if (!line.isBlank() && !line.contains("no version information available")) {
                started.lastComplaint = line;
                complaints.accept(line);
              }
            },
            started::close);
    Thread.ofPlatform().daemon().name("live-encoder").start(lines);
    return started;
  }

  /** Most pixels of a picture that is decoded. */
  public static long mostPixels() {
    return GuardedInput.MOST_PIXELS;
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it complained about last; empty if it had no complaint. */
  public String lastComplaint() {
    return lastComplaint;
  }

  /** Waits for its end. */
  public boolean await(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /** Kills it, and returns when it is gone. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, SECONDS_TO_DIE, TimeUnit.SECONDS).join();
  }
}
