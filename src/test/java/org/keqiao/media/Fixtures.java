package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Real media made by the real, bundled encoder. */
final class Fixtures {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Path CACHE = Path.of("target", "encoder");

  private final Encoder encoder;
  private final Path folder;

  private Fixtures(Encoder encoder, Path folder) {
    this.encoder = encoder;
    this.folder = folder;
  }

  static Fixtures in(Path folder) {
    return new Fixtures(bundled(), folder);
  }

  /** The encoder that comes with the program, unpacked once for all tests. */
  static Encoder bundled() {
    try {
      return new EncoderLocator(Optional.empty(), "", CACHE).locate().orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Encoder encoder() {
    return encoder;
  }

  Prober prober() {
    return new Prober(encoder);
  }

  /** A test picture with a tone, of {@code seconds}; {@code size} such as {@code 320x240}. */
  Path lesson(String name, String size, int rate, double seconds) throws Exception {
    return make(
        name, picture(size, rate, seconds), tone(seconds), "-c:v libx264 -c:a aac -shortest");
  }

  static String picture(String size, int rate, double seconds) {
    return "-f lavfi -i testsrc2=size=%s:rate=%d:duration=%s".formatted(size, rate, seconds);
  }

  static String tone(double seconds) {
    return "-f lavfi -i sine=frequency=440:duration=%s".formatted(seconds);
  }

  /** The file that ffmpeg makes with {@code arguments}, each of several words. */
  Path make(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(encoder.ffmpeg().toString());
    command.addAll(List.of("-y", "-nostdin", "-v", "error"));
    for (String words : arguments) {
      command.addAll(List.of(words.split(" ", -1)));
    }
    command.addAll(List.of("-preset", "ultrafast", name));
    MediaProcess.Finished finished = run(command);
    assertTrue(finished.succeeded(), finished.errors());
    return folder.resolve(name);
  }

  /** What ffprobe prints of a file when asked for {@code arguments}. */
  String ask(Path file, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(encoder.ffprobe().toString());
    command.addAll(List.of("-v", "error"));
    command.addAll(List.of(arguments.split(" ", -1)));
    command.add(file.toString());
    MediaProcess.Finished finished = run(command);
    assertTrue(finished.succeeded(), finished.errors());
    return finished.output().strip();
  }

  private MediaProcess.Finished run(List<String> command) throws Exception {
    return new MediaProcess(encoder.environment(), folder, LIMIT).run(command);
  }
}
