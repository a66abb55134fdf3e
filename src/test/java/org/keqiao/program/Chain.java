package org.keqiao.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;

/** One data folder, and the runs of the program over it, one after the other. */
final class Chain implements AutoCloseable {

  private final Path data;
  private final Map<String, String> settings;
  private final List<Program> runs = new ArrayList<>();
  private @Nullable Program running;

  /** An empty data folder of this name. */
  Chain(String name, Map<String, String> settings) {
    this.data = Path.of("target", "test-data", name);
    this.settings = settings;
    try {
      Folders.delete(data);
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }

  /** The program as it runs now; started if it does not. */
  Program program() {
    Program known = running;
    if (known == null) {
      known = Program.start(data, settings);
      running = known;
      runs.add(known);
    }
    known.address();
    return known;
  }

  /** The demo curator of the program that runs now. */
  Curator curator() {
    return new Curator(program().as("curator"));
  }

  /** kill -9. */
  void kill() {
    program().kill();
    running = null;
  }

  /** SIGTERM. */
  Program stop() {
    Program stopped = program();
    stopped.stop();
    running = null;
    return stopped;
  }

  /** Everything that is kept. */
  Path data() {
    return data;
  }

  /** Where the embedded server keeps the objects below a prefix. */
  Path bucket(String prefix) {
    return data.resolve("bucket").resolve("keqiao").resolve(prefix);
  }

  /** Keys of the objects below a prefix, as files. */
  Set<String> objects(String prefix) {
    Path folder = bucket(prefix);
    if (!Files.exists(folder)) {
      return Set.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<String> keys =
          all.filter(Files::isRegularFile)
              .map(file -> bucket("").relativize(file).toString())
              .toList();
      return new TreeSet<>(keys);
    } catch (IOException changing) {
      throw new UncheckedIOException(changing);
    }
  }

  @Override
  public void close() throws IOException {
    for (Program run : runs) {
      run.close();
    }
  }
}
