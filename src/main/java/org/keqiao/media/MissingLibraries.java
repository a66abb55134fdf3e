package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Asks the loader which libraries of a program this machine does not have. */
final class MissingLibraries {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern NOT_FOUND =
      Pattern.compile("^\\s*(\\S+) => not found", Pattern.MULTILINE);

  private MissingLibraries() {}

  /** Names such as {@code libpulse.so.0}; empty if all are there or the loader cannot tell. */
  static List<String> of(Encoder encoder) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(encoder.environment());
    // What ldd does: the loader prints what it would load and does not start the program.
    environment.put("LD_TRACE_LOADED_OBJECTS", "1");
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    MediaProcess.Finished answer =
        MediaProcess.atNormalPriority(environment, folder, LIMIT)
            .run(List.of(encoder.ffmpeg().toString()));
    return NOT_FOUND
        .matcher(answer.output())
        .results()
        .map((MatchResult line) -> line.group(1))
        .filter(name -> !name.contains("/"))
        .distinct()
        .toList();
  }
}
