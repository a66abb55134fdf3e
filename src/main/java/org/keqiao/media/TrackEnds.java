package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures when the tracks of a file end, by reading it through: recorders that write as they go,
 * browsers among them, leave no durations in the file.
 */
final class TrackEnds {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Encoder encoder;

  TrackEnds(Encoder encoder) {
    this.encoder = encoder;
  }

  /**
   * The end of each track by index, counted as the file counts.
   *
   * @throws NotMedia if the file cannot be read through
   * @throws IOException if that took longer than 5 minutes
   */
  Map<Integer, Duration> measure(Path file) throws NotMedia, IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(encoder.ffprobe().toString());
    command.addAll(List.of("-v", "error", "-of", "csv=p=0"));
    command.addAll(List.of("-show_entries", "packet=stream_index,pts_time,duration_time"));
    command.addAll(new GuardedInput(file).forProbing());
    Map<Integer, Duration> ends = new ConcurrentHashMap<>();
    MediaProcess.Finished answer =
        new MediaProcess(encoder.environment(), Folders.of(file), LIMIT)
            .run(command, line -> note(line, ends));
    if (answer.timedOut()) {
      throw new IOException("Reading %s took longer than %s".formatted(file, LIMIT));
    }
    if (!answer.succeeded()) {
      throw new NotMedia(NotMedia.Reason.NOT_A_VIDEO, answer.lastErrorLine());
    }
    return ends;
  }

  private static void note(String packet, Map<Integer, Duration> ends) {
    String[] fields = packet.split(",", -1);
    if (fields.length < 3 || !fields[0].chars().allMatch(Character::isDigit)) {
      return;
    }
    Duration length = ProbeAnswer.seconds(fields[2]).orElse(Duration.ZERO);
    Optional<Duration> end = ProbeAnswer.seconds(fields[1]).map(length::plus);
    end.ifPresent(
        time ->
            ends.merge(Integer.parseInt(fields[0]), time, (a, b) -> a.compareTo(b) > 0 ? a : b));
  }
}
