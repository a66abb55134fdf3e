package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes poster and storyboard. Both are taken from finished renditions, not from the source: their
 * key pictures are where we put them, and they are quick to decode.
 */
final class Stills {

  private static final int POSTER_WIDTH = 640;
  private static final int POSTER_AT_FRACTION = 10;

  private final EncoderRun run;
  private final Path folder;
  private final Duration duration;

  /** For a source of this duration. */
  Stills(EncoderRun run, Path folder, Duration duration) {
    this.run = run;
    this.folder = folder;
    this.duration = duration;
  }

  /** How long it may take to read a rendition of this duration through. */
  static Duration limit(Duration duration) {
    return Duration.ofMinutes(5).plus(duration.dividedBy(4));
  }

  /** Writes all stills of {@code renditions} into the folder. */
  void make(List<Rendition> renditions) throws TranscodeFailed, IOException, InterruptedException {
    List<Rendition> pictures =
        renditions.stream().filter(it -> it.kind() == Rendition.Kind.VIDEO).toList();
    makePoster(pictures.getLast());
    makeStoryboard(pictures.getFirst());
  }

  /** A typical picture from the tenth part on, where titles are over. */
  private void makePoster(Rendition rendition)
      throws TranscodeFailed, IOException, InterruptedException {
    // Whole seconds, so that a very short file starts at its first picture.
    long start = duration.dividedBy(POSTER_AT_FRACTION).toSeconds();
    int width = Math.min(POSTER_WIDTH, rendition.width());
    List<String> words = new ArrayList<>(List.of("-y", "-nostdin", "-v", "error"));
    words.addAll(List.of("-ss", Long.toString(start)));
    words.addAll(input(rendition));
    words.addAll(List.of("-vf", "thumbnail=50,scale=%d:-2".formatted(width)));
    words.addAll(picture("75", Renditions.POSTER));
    require(words, Renditions.POSTER);
  }

  private void makeStoryboard(Rendition rendition)
      throws TranscodeFailed, IOException, InterruptedException {
    Storyboard storyboard =
        Storyboard.of(
            MediaPlaylist.parse(Files.readString(folder.resolve(rendition.playlistFile()))),
            rendition.width(),
            rendition.height());
    List<String> words = new ArrayList<>(List.of("-y", "-nostdin", "-v", "error"));
    words.addAll(List.of("-skip_frame", "nokey"));
    words.addAll(input(rendition));
    words.addAll(List.of("-vf", storyboard.filter(), "-fps_mode", "passthrough"));
    words.addAll(picture("50", Renditions.SPRITE));
    require(words, Renditions.SPRITE);
    Files.writeString(folder.resolve(Renditions.STORYBOARD), storyboard.vtt(Renditions.SPRITE));
  }

  private void require(List<String> words, String file)
      throws TranscodeFailed, IOException, InterruptedException {
    run.require(words, limit(duration), line -> {});
    if (!Files.exists(folder.resolve(file))) {
      throw new TranscodeFailed(TranscodeFailed.Reason.TRANSCODE_FAILED, "no " + file);
    }
  }

  private List<String> input(Rendition rendition) {
    return new GuardedInput(folder.resolve(rendition.mediaFile())).forDecoding();
  }

  private static List<String> picture(String quality, String file) {
    return List.of(
        "-frames:v", "1", "-c:v", "libwebp", "-q:v", quality, "-f", "image2", "-update", "1", file);
  }
}
