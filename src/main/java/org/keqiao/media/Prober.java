package org.keqiao.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Describes a stranger's file without decoding it. */
public final class Prober {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Only what is read: other tags of a hostile file may be of any length. */
  private static final String ENTRIES =
      "format=format_name,start_time,duration"
          + ":stream=index,codec_type,codec_name,profile,level,bit_rate,has_b_frames"
          + ",width,height,sample_aspect_ratio,pix_fmt,r_frame_rate,avg_frame_rate,field_order,channels,sample_rate,start_time,duration"
          + ":stream_disposition=attached_pic:stream_tags=DURATION:stream_side_data=rotation";

  private final Encoder encoder;

  public Prober(Encoder encoder) {
    this.encoder = encoder;
  }

  /**
   * Reads the description of {@code file}.
   *
   * @throws NotMedia if it is no file of picture or sound of a kind that we read
   * @throws IOException if it is not there, or if the answer took longer than 20 seconds
   */
  public Probe probe(Path file) throws NotMedia, IOException, InterruptedException {
    if (!Files.isReadable(file)) {
      throw new NoSuchFileException(file.toString());
    }
    MediaProcess.Finished answer = ask(file);
    if (answer.timedOut()) {
      throw new IOException("Probing %s took longer than %s".formatted(file, LIMIT));
    }
    if (!answer.succeeded()) {
      throw new NotMedia(NotMedia.Reason.NOT_A_VIDEO, answer.lastErrorLine());
    }
    return probe(file, answer.output());
  }

  private Probe probe(Path file, String answer) throws NotMedia, IOException, InterruptedException {
    try {
      ProbeAnswer description = new ProbeAnswer(JSON.readTree(answer));
      Map<Integer, Duration> ends =
          description.tellsAllEnds() ? Map.of() : new TrackEnds(encoder).measure(file);
      return description.probe(ends);
    } catch (JsonProcessingException e) {
      throw new NotMedia(NotMedia.Reason.NOT_A_VIDEO, "its description cannot be read");
    }
  }

  private MediaProcess.Finished ask(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(encoder.ffprobe().toString());
    command.addAll(List.of("-v", "error", "-of", "json", "-show_entries", ENTRIES));
    command.addAll(new GuardedInput(file).forProbing());
    return new MediaProcess(encoder.environment(), Folders.of(file), LIMIT).run(command);
  }
}
