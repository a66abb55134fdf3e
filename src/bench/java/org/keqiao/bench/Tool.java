package org.keqiao.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of this machine that the measurement needs. */
enum Tool {
  WRK("wrk"),
  NGINX("nginx");

  private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

  private final String file;

  Tool(String file) {
    this.file = file;
  }

  private Stream<Path> found() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), SYSTEM_FOLDERS.stream())
        .map(folder -> Path.of(folder, file))
        .filter(Files::isExecutable);
  }

  Path path() {
    return found().findFirst().orElseThrow();
  }

  boolean isMissing() {
    return found().findFirst().isEmpty();
  }
}
