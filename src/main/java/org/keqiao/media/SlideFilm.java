package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a film from still pictures and a narration. */
public final class SlideFilm {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String FRAMES_PER_SECOND = "10";

  private final Encoder encoder;

  /** With this encoder. */
  public SlideFilm(Encoder encoder) {
    this.encoder = encoder;
  }

  /** A picture, and how long it stands, in seconds. */
  public record Slide(Path picture, double seconds) {}

  /**
   * Makes the film; it ends with the narration.
   *
   * @throws IOException when the encoder fails
   */
  public void make(List<Slide> slides, Path narration, Path film)
      throws IOException, InterruptedException {
    Path list = film.resolveSibling(film.getFileName() + ".txt");
    StringBuilder text = new StringBuilder();
    for (Slide slide : slides) {
      text.append(
          String.format(
              Locale.ROOT,
              "file '%s'%nduration %.3f%n",
              slide.picture().toAbsolutePath(),
              slide.seconds()));
    }
    text.append("file '%s'%n".formatted(slides.getLast().picture().toAbsolutePath()));
    Files.writeString(list, text);
    try {
      MediaProcess.Finished finished =
          new MediaProcess(encoder.environment(), Folders.of(film), LIMIT)
              .run(command(list, narration, film));
      if (!finished.succeeded()) {
        throw new IOException("a film cannot be made: " + finished.lastErrorLine());
      }
    } finally {
      Files.deleteIfExists(list);
    }
  }

  private List<String> command(Path list, Path narration, Path film) {
    List<String> command = new ArrayList<>();
    command.add(encoder.ffmpeg().toString());
    command.addAll(List.of("-y", "-nostdin", "-v", "error"));
    command.addAll(List.of("-f", "concat", "-safe", "0", "-i", list.toAbsolutePath().toString()));
    command.addAll(List.of("-i", narration.toAbsolutePath().toString()));
    command.addAll(List.of("-map", "0:v:0", "-map", "1:a:0", "-shortest"));
    command.addAll(List.of("-vf", "fps=" + FRAMES_PER_SECOND + ",format=yuv420p"));
    command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage"));
    command.addAll(List.of("-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart"));
    command.add(film.toAbsolutePath().toString());
    return command;
  }
}
