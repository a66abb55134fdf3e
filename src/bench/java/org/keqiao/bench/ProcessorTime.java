package org.keqiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the programs that this process has started, and that have ended, took of the processor. */
final class ProcessorTime {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final int TICKS_PER_SECOND = 100;

  /** Counted behind the name of the program, which may have blanks. */
  private static final int CHILDREN_USER = 13;

  private ProcessorTime() {}

  static Duration ofChildren() throws IOException {
    String stat = Files.readString(STAT);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]);
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }
}
