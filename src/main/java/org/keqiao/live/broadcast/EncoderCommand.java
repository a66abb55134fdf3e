package org.keqiao.live.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keqiao.media.LiveProcess;

/**
 * The arguments of ffmpeg for one source: it is decoded once, and each rung goes to a socket of its
 * own as fragmented MP4, a fragment every 200 ms and a key picture every second.
 *
 * @param input where the source comes from
 */
record EncoderCommand(List<String> input, SourceKind kind, BroadcastSettings settings) {

  private static final String FRAGMENT_MICROSECONDS = "200000";

  /** A stranger's stream over a socket, held to one format. */
  static List<String> socketInput(SourceKind kind, String socket) {
    return List.of(
        "-protocol_whitelist",
        "unix",
        "-f",
        kind.container().equals("mp4") ? "mov" : "matroska",
        "-i",
        "unix:" + socket);
  }

  /** What follows the program's name. */
  List<String> arguments() {
    List<String> words = new ArrayList<>(List.of("-hide_banner", "-nostdin", "-v", "warning"));
    words.addAll(List.of("-max_pixels", Long.toString(LiveProcess.mostPixels())));
    // Without these it listens for five seconds before it begins.
    words.addAll(List.of("-probesize", "32768", "-analyzeduration", "500000"));
    words.addAll(input);
    words.addAll(List.of("-filter_complex", String.join(";", graph())));
    for (Rung rung : kind.rungs()) {
      words.addAll(output(rung));
    }
    return words;
  }

  private List<String> graph() {
    List<String> chains = new ArrayList<>();
    BroadcastSettings.Picture best = settings.picture();
    BroadcastSettings.Picture low = settings.low();
    if (kind.picture()) {
      chains.add(
          "[0:v:0]fps=%d,scale=%d:%d:force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1,format=yuv420p,split=3[vvideo][x][y]"
              .formatted(best.frames(), best.width(), best.height()));
      chains.add("[x]scale=-2:%d,fps=%d[vlow]".formatted(low.height(), low.frames()));
      chains.add("[y]fps=1[vlite]");
    }
    if (kind.sound()) {
      String labels =
          kind.rungs().stream()
              .map(rung -> "[a" + rung.label() + "]")
              .collect(Collectors.joining());
      chains.add(
          "[0:a:0]aresample=48000:async=1000:first_pts=0,aformat=channel_layouts=mono,asplit=%d%s"
              .formatted(kind.rungs().size(), labels));
    }
    return chains;
  }

  private List<String> output(Rung rung) {
    List<String> words = new ArrayList<>();
    if (kind.picture() && rung != Rung.AUDIO) {
      words.addAll(List.of("-map", "[v" + rung.label() + "]"));
      words.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency"));
      words.addAll(List.of("-bf", "0", "-sc_threshold", "0"));
      words.addAll(rate(rung));
    }
    if (kind.sound()) {
      words.addAll(List.of("-map", "[a" + rung.label() + "]", "-c:a", "aac"));
      words.addAll(List.of("-b:a", rung == Rung.VIDEO ? "48k" : "32k"));
    }
    words.addAll(List.of("-map_metadata", "-1", "-flush_packets", "1"));
    words.addAll(List.of("-movflags", "empty_moov+default_base_moof+frag_keyframe"));
    words.addAll(List.of("-frag_duration", FRAGMENT_MICROSECONDS, "-f", "mp4"));
    words.add("unix:" + rung.label());
    return words;
  }

  private List<String> rate(Rung rung) {
    Map<Rung, BroadcastSettings.Picture> pictures =
        Map.of(
            Rung.VIDEO,
            settings.picture(),
            Rung.LOW,
            settings.low(),
            Rung.LITE,
            new BroadcastSettings.Picture(settings.picture().height(), 1, 60));
    BroadcastSettings.Picture picture = pictures.getOrDefault(rung, settings.low());
    String most = picture.kbps() + "k";
    return List.of(
        "-g", Integer.toString(picture.frames()), "-b:v", most, "-maxrate", most, "-bufsize", most);
  }
}
