package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The playlist of the key pictures of a rendition, one a segment (RFC 8216 §4.3.3.6): with it a
 * player shows a picture for each place in the film while a learner looks for one.
 */
final class KeyframePlaylist {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Encoder encoder;
  private final Path folder;

  KeyframePlaylist(Encoder encoder, Path folder) {
    this.encoder = encoder;
    this.folder = folder;
  }

  /**
   * Writes the playlist beside the rendition.
   *
   * @return the most that it asks of a line, bits a second
   * @throws IOException if the rendition cannot be read
   */
  long write(String name, MediaPlaylist playlist) throws IOException, InterruptedException {
    Map<Long, Long> ends = keyframes(folder.resolve(Rendition.mediaFile(name)));
    List<String> lines = new ArrayList<>();
    lines.add("#EXTM3U");
    lines.add("#EXT-X-VERSION:7");
    lines.add("#EXT-X-TARGETDURATION:" + playlist.target().toSeconds());
    lines.add("#EXT-X-MEDIA-SEQUENCE:0");
    lines.add("#EXT-X-PLAYLIST-TYPE:VOD");
    lines.add("#EXT-X-I-FRAMES-ONLY");
    MediaPlaylist.Range header = playlist.header();
    lines.add(
        "#EXT-X-MAP:URI=\"%s\",BYTERANGE=\"%d@%d\""
            .formatted(Rendition.mediaFile(name), header.length(), header.offset()));
    long peak = 0;
    for (MediaPlaylist.Segment segment : playlist.segments()) {
      long length = end(ends, segment.range()) - segment.range().offset();
      long micros = Math.max(1, segment.duration().toNanos() / 1000);
      peak = Math.max(peak, Math.ceilDiv(length * 8_000_000, micros));
      lines.add(String.format(Locale.ROOT, "#EXTINF:%.6f,", micros / 1e6));
      lines.add("#EXT-X-BYTERANGE:%d@%d".formatted(length, segment.range().offset()));
      lines.add(Rendition.mediaFile(name));
    }
    lines.add("#EXT-X-ENDLIST");
    Files.writeString(
        folder.resolve(Rendition.keyframesFile(name)), String.join("\n", lines) + "\n");
    return peak;
  }

  /** A segment begins with its header and its key picture: where that one ends. */
  private static long end(Map<Long, Long> ends, MediaPlaylist.Range segment) throws IOException {
    long last = segment.offset() + segment.length();
    return ends.entrySet().stream()
        .filter(each -> each.getKey() > segment.offset() && each.getKey() < last)
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElseThrow(() -> new IOException("a segment without a key picture"));
  }

  /** Where each key picture begins and ends in the file. */
  private Map<Long, Long> keyframes(Path media) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(encoder.ffprobe().toString());
    command.addAll(List.of("-v", "error", "-of", "csv=p=0", "-select_streams", "v:0"));
    command.addAll(List.of("-show_entries", "packet=size,pos,flags"));
    command.addAll(new GuardedInput(media).forProbing());
    Map<Long, Long> ends = new HashMap<>();
    MediaProcess.Finished answer =
        new MediaProcess(encoder.environment(), folder, LIMIT)
            .run(command, line -> note(line, ends));
    if (!answer.succeeded()) {
      throw new IOException("%s cannot be read: %s".formatted(media, answer.lastErrorLine()));
    }
    return ends;
  }

  private static void note(String packet, Map<Long, Long> ends) {
    String[] fields = packet.split(",", -1);
    if (fields.length >= 3 && fields[2].startsWith("K")) {
      long position = Long.parseLong(fields[1]);
      ends.put(position, position + Long.parseLong(fields[0]));
    }
  }
}
