package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs of ffmpeg in one folder, each of which has to succeed.
 *
 * @param folder where outputs are written
 */
record EncoderRun(Encoder encoder, Path folder) {

  /**
   * Runs ffmpeg with {@code arguments}.
   *
   * @param lines gets each line that it prints, on another thread
   * @throws TranscodeFailed if it does not end well within {@code limit}
   */
  void require(List<String> arguments, Duration limit, Consumer<String> lines)
      throws TranscodeFailed, IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(encoder.ffmpeg().toString()));
    command.addAll(arguments);
    MediaProcess.Finished finished =
        new MediaProcess(encoder.environment(), folder, limit).run(command, lines);
    if (finished.timedOut()) {
      throw new TranscodeFailed(
          TranscodeFailed.Reason.TRANSCODE_TIMEOUT, "it took longer than " + limit);
    }
    if (!finished.succeeded()) {
      throw new TranscodeFailed(
          TranscodeFailed.Reason.TRANSCODE_FAILED,
          "it ended with %d: %s".formatted(finished.exitCode(), finished.lastErrorLine()));
    }
  }
}
