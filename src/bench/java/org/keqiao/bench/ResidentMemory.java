package org.keqiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of the memory of a process. */
final class ResidentMemory {

  private static final long KIBIBYTES_IN_MEBIBYTE = 1024;

  private ResidentMemory() {}

  /** Mebibytes in use now. */
  static long now(Process process) throws IOException {
    return read(process, "VmRSS:");
  }

  /** The most mebibytes that were ever in use. */
  static long peak(Process process) throws IOException {
    return read(process, "VmHWM:");
  }

  private static long read(Process process, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES_IN_MEBIBYTE)
        .findFirst()
        .orElse(0);
  }
}
