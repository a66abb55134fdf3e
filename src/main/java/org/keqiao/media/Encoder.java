package org.keqiao.media;

import java.nio.file.Path;
import java.util.Map;

/**
 * The two programs that read and write media, run as separate processes.
 *
 * @param ffmpeg decodes, filters, encodes
 * @param ffprobe describes a file
 * @param environment all that either of them sees of the environment; empty for an installed one
 */
public record Encoder(Path ffmpeg, Path ffprobe, Map<String, String> environment) {

  /** Copies the environment, so that it cannot change under a running process. */
  public Encoder {
    environment = Map.copyOf(environment);
  }

  /** The pair in one folder, without any environment. */
  static Encoder in(Path folder, String executableSuffix) {
    return new Encoder(
        folder.resolve("ffmpeg" + executableSuffix),
        folder.resolve("ffprobe" + executableSuffix),
        Map.of());
  }

  /** The same programs with another environment. */
  Encoder with(Map<String, String> other) {
    return new Encoder(ffmpeg, ffprobe, other);
  }
}
