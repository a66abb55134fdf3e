package org.keqiao;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The log files of the data folder: everything that anybody in this process has to say. */
final class Logs {

  private static volatile @Nullable Path folder;

  private Logs() {}

  /**
   * Opens the log. Called before anything in this process logs, and after the data folder was
   * taken: two processes must not write to one file.
   *
   * @param settings the settings file; the logging is configured beside it
   */
  static void open(Path settings, Path data) {
    Path logs = data.resolve("logs");
    folder = logs;
    System.setProperty("keqiao.logs", logs.toString());
    System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
    Path configuration = settings.resolveSibling("log4j2.xml");
    if (Files.exists(configuration) && System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", configuration.toUri().toString());
    }
  }

  /** What went wrong in one sentence; the rest of it goes to the log, if that is open. */
  static String sentence(Exception failure) {
    Path logs = folder;
    if (logs == null) {
      return String.valueOf(failure.getMessage());
    }
    LoggerFactory.getLogger(Logs.class).info("cannot start", failure);
    return failure instanceof IOException
        ? String.valueOf(failure.getMessage())
        : "%s; more is said in %s".formatted(failure.getMessage(), logs.resolve("keqiao.log"));
  }
}
