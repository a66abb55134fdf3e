package org.keqiao.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes WebVTT of what teachers have: SubRip, WebVTT and Advanced SubStation. */
public final class Subtitles {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String MADE = "captions.vtt";

  private final Encoder encoder;

  /** With this encoder. */
  public Subtitles(Encoder encoder) {
    this.encoder = encoder;
  }

  /** A kind of file, by what stands at its beginning. */
  private enum Format {
    WEBVTT("webvtt", Pattern.compile("\\s*WEBVTT(?:\\s.*)?", Pattern.DOTALL)),
    ASS("ass", Pattern.compile("\\s*(?:;[^\\n]*\\n\\s*)*\\[Script Info].*", Pattern.DOTALL)),
    SUBRIP(
        "srt",
        Pattern.compile(
            "\\s*\\d+\\s*\\R\\s*\\d{1,2}:\\d\\d:\\d\\d[,.]\\d{1,3}\\s*-->.*", Pattern.DOTALL));

    private final String demuxer;
    private final Pattern beginning;

    Format(String demuxer, Pattern beginning) {
      this.demuxer = demuxer;
      this.beginning = beginning;
    }

    static Optional<Format> of(String text) {
      String head = text.substring(0, Math.min(text.length(), 4096));
      for (Format format : values()) {
        if (format.beginning.matcher(head).matches()) {
          return Optional.of(format);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Reads subtitles.
   *
   * @param text of the file
   * @param folder an existing folder for what is written on the way
   * @return empty if the text is of no kind that is known, or broken
   * @throws IOException if it took longer than 20 seconds, or the folder cannot be used
   */
  public Optional<WebVtt> read(String text, Path folder) throws IOException, InterruptedException {
    Optional<Format> format = Format.of(text);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    Path source = Files.writeString(folder.resolve("subtitles"), text);
    MediaProcess.Finished finished =
        new MediaProcess(encoder.environment(), folder, LIMIT).run(command(format.get(), source));
    if (finished.timedOut()) {
      throw new IOException("Reading subtitles took longer than " + LIMIT);
    }
    Path made = folder.resolve(MADE);
    if (!finished.succeeded() || !Files.exists(made)) {
      return Optional.empty();
    }
    return Optional.of(WebVtt.parse(Files.readString(made, StandardCharsets.UTF_8)));
  }

  private List<String> command(Format format, Path source) {
    return List.of(
        encoder.ffmpeg().toString(),
        "-y",
        "-nostdin",
        "-v",
        "error",
        "-protocol_whitelist",
        "file",
        "-format_whitelist",
        format.demuxer,
        "-f",
        format.demuxer,
        "-i",
        "file:" + source.toAbsolutePath(),
        "-map",
        "0:s:0",
        "-map_metadata",
        "-1",
        "-f",
        "webvtt",
        MADE);
  }
}
