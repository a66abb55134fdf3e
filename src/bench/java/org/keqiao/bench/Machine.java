package org.keqiao.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  static String facts() throws IOException {
    return "%d cores%s, load %.1f before the run, %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            model(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.vm.version"));
  }

  private static String model() throws IOException {
    if (!Files.isReadable(PROCESSORS)) {
      return "";
    }
    return Files.readAllLines(PROCESSORS).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
        .findFirst()
        .orElse("");
  }
}
