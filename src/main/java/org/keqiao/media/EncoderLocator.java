package org.keqiao.media;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds an encoder that works here: the configured one, else one on the search path that passes
 * {@link EncoderCheck}, else the one that comes with the program.
 */
public final class EncoderLocator {

  private final Optional<Path> configured;
  private final String searchPath;
  private final Path cache;

  /**
   * Prepares a search.
   *
   * @param configured folder of ffmpeg and ffprobe, or ffmpeg itself with ffprobe beside it
   * @param searchPath folders to look in, separated as in the variable PATH; may be empty
   * @param cache folder that keeps the unpacked bundle (86 MB) from run to run; made if absent
   */
  public EncoderLocator(Optional<Path> configured, String searchPath, Path cache) {
    this.configured = configured;
    this.searchPath = searchPath;
    this.cache = cache;
  }

  /** A search along this process's own PATH. */
  public static EncoderLocator onPath(Optional<Path> configured, Path cache) {
    String path = System.getenv("PATH");
    return new EncoderLocator(configured, path == null ? "" : path, cache);
  }

  /**
   * Looks in order and answers with the first that works; empty if none does, and then uploads have
   * to wait.
   *
   * @throws IOException if a configured encoder cannot be used (falling back silently would hide
   *     the mistake), or if the bundle cannot be unpacked
   */
  public Optional<Encoder> locate() throws IOException, InterruptedException {
    if (configured.isPresent()) {
      return Optional.of(requireConfigured(configured.get()));
    }
    Optional<Encoder> installed = installed();
    return installed.isPresent() ? installed : bundled();
  }

  private static Encoder requireConfigured(Path path) throws IOException, InterruptedException {
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getParent();
    Path folder = Files.isDirectory(absolute) || parent == null ? absolute : parent;
    Encoder encoder = Encoder.in(folder, executableSuffix());
    Optional<String> refusal = EncoderCheck.refusal(encoder);
    if (refusal.isPresent()) {
      throw new IOException("The encoder at %s cannot be used: %s".formatted(path, refusal.get()));
    }
    return encoder;
  }

  private Optional<Encoder> installed() throws InterruptedException {
    for (String folder : List.of(searchPath.split(File.pathSeparator, -1))) {
      if (folder.isBlank()) {
        continue;
      }
      Encoder encoder = Encoder.in(Path.of(folder).toAbsolutePath(), executableSuffix());
      if (Files.isExecutable(encoder.ffmpeg()) && EncoderCheck.refusal(encoder).isEmpty()) {
        return Optional.of(encoder);
      }
    }
    return Optional.empty();
  }

  private Optional<Encoder> bundled() throws IOException, InterruptedException {
    Optional<Platform> platform = Platform.current();
    if (platform.isEmpty()) {
      return Optional.empty();
    }
    Optional<Encoder> encoder = new BundledEncoder(platform.get(), cache).unpack();
    if (encoder.isPresent() && EncoderCheck.refusal(encoder.get()).isEmpty()) {
      return encoder;
    }
    return Optional.empty();
  }

  private static String executableSuffix() {
    return Platform.current().map(Platform::executableSuffix).orElse("");
  }
}
