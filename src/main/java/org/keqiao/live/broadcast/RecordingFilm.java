package org.keqiao.live.broadcast;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.media.Encoder;
import org.keqiao.media.MediaProcess;
import org.keqiao.media.NotMedia;
import org.keqiao.media.Probe;
import org.keqiao.media.Prober;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;

/**
 * Puts the seconds of a broadcast together again. Takes of one form are only copied into one file;
 * one without a picture gets a black one, one without sound gets silence.
 */
final class RecordingFilm {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Bucket bucket;
  private final Encoder encoder;
  private final BroadcastSettings.Picture picture;

  RecordingFilm(Bucket bucket, Encoder encoder, BroadcastSettings.Picture picture) {
    this.bucket = bucket;
    this.encoder = encoder;
    this.picture = picture;
  }

  /**
   * Makes the film.
   *
   * @return nothing when nothing was kept
   */
  Optional<Path> make(Id broadcast, Path folder) throws IOException, InterruptedException {
    List<Path> takes = new ArrayList<>();
    for (Path raw : download(broadcast, folder)) {
      Path take = folder.resolve("take" + takes.size() + ".mp4");
      if (complete(raw, take)) {
        takes.add(take);
      }
      Files.delete(raw);
    }
    if (takes.isEmpty()) {
      return Optional.empty();
    }
    Path film = folder.resolve("film.mp4");
    StringBuilder list = new StringBuilder();
    takes.forEach(take -> list.append("file '").append(take.getFileName()).append("'\n"));
    Files.writeString(folder.resolve("list.txt"), list);
    run(
        folder,
        List.of("-f", "concat", "-safe", "1", "-i", "list.txt"),
        List.of("-c", "copy", "-movflags", "+faststart", "film.mp4"));
    return Optional.of(film);
  }

  /** Each take in one file: its head and its seconds, in order. */
  private List<Path> download(Id broadcast, Path folder) throws IOException {
    Map<String, Path> takes = new LinkedHashMap<>();
    for (String key : bucket.keys(Recorder.folder(broadcast), "").toList()) {
      String take = key.split("/", -1)[2];
      Path file = takes.computeIfAbsent(take, name -> folder.resolve("raw" + name + ".mp4"));
      try (OutputStream end =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        bucket.readTo(key, end);
      }
    }
    return List.copyOf(takes.values());
  }

  /** Gives a take both picture and sound; nothing comes of one that has neither. */
  private boolean complete(Path raw, Path take) throws IOException, InterruptedException {
    Probe probe;
    try {
      probe = new Prober(encoder).probe(raw);
    } catch (NotMedia empty) {
      return false;
    }
    List<String> inputs = new ArrayList<>(List.of("-i", String.valueOf(raw.getFileName())));
    List<String> outputs =
        new ArrayList<>(List.of("-map", probe.video().isPresent() ? "0:v:0" : "1:v:0"));
    outputs.addAll(List.of("-map", probe.audio().isPresent() ? "0:a:0" : "1:a:0"));
    if (probe.video().isEmpty()) {
      String black =
          "color=black:s=%dx%d:r=%d".formatted(picture.width(), picture.height(), picture.frames());
      inputs.addAll(List.of("-f", "lavfi", "-i", black));
      outputs.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"));
      outputs.addAll(List.of("-bf", "0", "-c:a", "copy", "-shortest"));
    } else if (probe.audio().isEmpty()) {
      inputs.addAll(List.of("-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono"));
      outputs.addAll(List.of("-c:v", "copy", "-c:a", "aac", "-b:a", "48k", "-shortest"));
    } else {
      outputs.addAll(List.of("-c", "copy"));
    }
    outputs.addAll(List.of("-video_track_timescale", "90000", String.valueOf(take.getFileName())));
    run(raw.resolveSibling("."), inputs, outputs);
    return true;
  }

  private void run(Path folder, List<String> inputs, List<String> outputs)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(encoder.ffmpeg().toString()));
    command.addAll(List.of("-y", "-nostdin", "-v", "error"));
    command.addAll(inputs);
    command.addAll(outputs);
    MediaProcess.Finished finished =
        new MediaProcess(encoder.environment(), folder, LIMIT).run(command);
    if (!finished.succeeded()) {
      throw new IOException("a recording cannot be put together: " + finished.lastErrorLine());
    }
  }
}
