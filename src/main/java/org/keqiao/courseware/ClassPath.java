package org.keqiao.courseware;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where this program's own classes lie, for another process that runs some of them. */
final class ClassPath {

  private ClassPath() {}

  /** The class path of this process, good in any working folder. */
  static String absolute() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
