package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a film of the stills of a lesson, one picture a second, for players that know HLS only. Key
 * pictures are 20 seconds apart: in between nearly nothing is sent.
 */
final class SlideRendition {

  /** Its name, and the beginning of the names of its files. */
  static final String NAME = "stills";

  private static final Duration SEGMENT = Duration.ofSeconds(20);
  private static final FrameRate RATE = FrameRate.of(1);
  private static final String LIST = "stills.txt";

  private final EncoderRun run;
  private final Path folder;

  SlideRendition(EncoderRun run, Path folder) {
    this.run = run;
    this.folder = folder;
  }

  /**
   * Makes it.
   *
   * @param audio name of the sound that goes with it; empty if there is none
   */
  Rendition make(LiteLesson lite, Duration duration, Optional<String> audio)
      throws TranscodeFailed, IOException, InterruptedException {
    Path list = folder.resolve(LIST);
    Files.writeString(list, list(lite, duration));
    try {
      run.require(command(duration), Stills.limit(duration), line -> {});
    } finally {
      Files.delete(list);
    }
    MediaPlaylist playlist =
        MediaPlaylist.parse(Files.readString(folder.resolve(Rendition.playlistFile(NAME))));
    String codecs = AvcCodec.of(folder.resolve(Rendition.mediaFile(NAME)), playlist.header());
    Rendition.Picture picture =
        new Rendition.Picture(lite.width(), lite.height(), RATE.perSecond(), Optional.empty());
    return new Rendition(
        Rendition.Kind.SLIDES, NAME, codecs, Optional.of(picture), audio, playlist.load());
  }

  private static String list(LiteLesson lite, Duration duration) {
    StringBuilder text = new StringBuilder("ffconcat version 1.0\n");
    List<LiteLesson.Still> stills = lite.stills();
    for (int i = 0; i < stills.size(); i++) {
      Duration end = i + 1 < stills.size() ? stills.get(i + 1).at() : duration;
      text.append("file %s\n".formatted(stills.get(i).file()));
      text.append(
          "duration %s\n".formatted(TranscodeCommand.seconds(end.minus(stills.get(i).at()))));
    }
    // The last duration counts only if something follows.
    return text.append("file %s\n".formatted(stills.getLast().file())).toString();
  }

  private static List<String> command(Duration duration) {
    List<String> words = new ArrayList<>(List.of("-y", "-nostdin", "-hide_banner", "-v", "error"));
    words.addAll(List.of("-protocol_whitelist", "file", "-f", "concat", "-i", LIST));
    words.addAll(
        List.of("-vf", "fps=1:eof_action=pass,tpad=stop=-1:stop_mode=clone,format=yuv420p"));
    words.addAll(List.of("-t", Long.toString(Math.ceilDiv(duration.toMillis(), 1000))));
    String gop = Integer.toString(RATE.picturesIn(SEGMENT));
    words.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage"));
    words.addAll(List.of("-crf", "28", "-bf", "0", "-flags:v", "+cgop"));
    words.addAll(List.of("-g", gop, "-keyint_min", gop, "-sc_threshold", "0"));
    words.addAll(HlsOutput.of(SEGMENT, List.of("v:0,name:" + NAME)));
    return words;
  }
}
