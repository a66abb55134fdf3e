package org.keqiao.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The programs that drive the pages. */
final class Programs {

  private Programs() {}

  /**
   * Finds a program on the path.
   *
   * @throws AssertionError saying what to install
   */
  static File find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toFile)
        .orElseThrow(
            () ->
                new AssertionError(
                    "The browser tests need %s, and it is not on the PATH. Install the packages chromium and chromium-driver, as .ci/run does."
                        .formatted(name)));
  }
}
