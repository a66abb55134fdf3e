package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tries whether a pair of programs runs here and can do what we ask of it. */
final class EncoderCheck {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern VERSION = Pattern.compile("version n?(\\d+)\\.(\\d+)");
  private static final int OLDEST_MAJOR = 5;
  private static final int OLDEST_MINOR = 1;
  private static final List<String> CODECS = List.of("libx264", "aac", "libopus", "libwebp");

  private EncoderCheck() {}

  /** Why {@code encoder} cannot be used; empty if it can. */
  static Optional<String> refusal(Encoder encoder) throws InterruptedException {
    try {
      String version = ask(encoder, encoder.ffmpeg(), "-version");
      ask(encoder, encoder.ffprobe(), "-version");
      if (!recent(version)) {
        return Optional.of("its version is older than 5.1 or unknown");
      }
      String codecs = ask(encoder, encoder.ffmpeg(), "-encoders");
      return CODECS.stream()
          .filter(codec -> !lists(codecs, codec))
          .findFirst()
          .map(codec -> "it is built without " + codec);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static String ask(Encoder encoder, Path program, String question)
      throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    MediaProcess.Finished answer =
        new MediaProcess(encoder.environment(), folder, LIMIT)
            .run(List.of(program.toString(), "-hide_banner", question));
    if (!answer.succeeded()) {
      throw new IOException(
          "%s ended with %d: %s".formatted(program, answer.exitCode(), answer.lastErrorLine()));
    }
    return answer.output();
  }

  private static boolean lists(String codecs, String codec) {
    return codecs.lines().anyMatch(line -> line.matches(" [A-Z.]{6} " + codec + " .*"));
  }

  private static boolean recent(String banner) {
    Matcher version = VERSION.matcher(banner);
    if (!version.find()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
  }
}
