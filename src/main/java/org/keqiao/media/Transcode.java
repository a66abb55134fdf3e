package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Turns a source into what is published of it: a ladder of renditions with their playlists, a
 * poster and a storyboard. Takes about half of the playing time on two cores; run one at a time.
 */
public final class Transcode {

  private static final Duration LEAST_TIME = Duration.ofMinutes(5);
  private static final int TIME_PER_DURATION = 4;
  private static final Duration LEAST_TOLERANCE = Duration.ofMillis(500);
  private static final int TOLERATED_FRACTION = 100;

  private final Encoder encoder;
  private final int threads;

  /**
   * Prepares transcodes.
   *
   * @param threads how many threads one transcode may keep busy, roughly
   */
  public Transcode(Encoder encoder, int threads) {
    this.encoder = encoder;
    this.threads = threads;
  }

  /**
   * Makes everything of one source, or nothing that counts: on any failure the folder is left with
   * rubbish, which the caller removes.
   *
   * @param source a file whose picture was {@linkplain Probe#requireVideo accepted}
   * @param probe its description
   * @param folder an existing, empty folder for the results
   * @param progress gets ever higher percentages, up to 100, on another thread
   * @throws TranscodeFailed if the encoder fails, takes too long, or a rendition's duration is off
   *     by more than half a second and one percent
   * @throws InterruptedException if the thread was interrupted; the encoder is dead by then
   */
  public Renditions run(Path source, Probe probe, Path folder, IntConsumer progress)
      throws TranscodeFailed, IOException, InterruptedException {
    Ladder ladder = Ladder.of(probe);
    EncoderRun run = new EncoderRun(encoder, folder);
    Duration limit = LEAST_TIME.plus(probe.duration().multipliedBy(TIME_PER_DURATION));
    List<String> arguments = new TranscodeCommand(source, probe, ladder, threads).arguments();
    run.require(arguments, limit, new TranscodeProgress(probe.duration(), progress));
    List<Rendition> made = readBack(ladder, probe, folder);
    new Stills(run, folder).make(made, probe.duration());
    Renditions renditions = new Renditions(probe.duration(), made);
    MultivariantPlaylist.write(renditions, folder);
    progress.accept(100);
    return renditions;
  }

  private static List<Rendition> readBack(Ladder ladder, Probe probe, Path folder)
      throws TranscodeFailed, IOException {
    List<Rendition> made = new ArrayList<>();
    for (Ladder.VideoRung rung : ladder.video()) {
      MediaPlaylist playlist = requireWhole(folder, rung.name(), probe.duration());
      Path media = folder.resolve(Rendition.mediaFile(rung.name()));
      String codecs = AvcCodec.of(media, playlist.header());
      String audio = ladder.audio().isEmpty() ? "" : rung.audio();
      made.add(Rendition.video(rung, audio, codecs, playlist.load()));
    }
    for (Ladder.AudioRung rung : ladder.audio()) {
      MediaPlaylist playlist = requireWhole(folder, rung.name(), probe.duration());
      made.add(Rendition.audio(rung, playlist.load()));
    }
    return made;
  }

  /** The encoder ends well even if its source ends early: only the durations tell. */
  private static MediaPlaylist requireWhole(Path folder, String name, Duration expected)
      throws TranscodeFailed, IOException {
    MediaPlaylist playlist =
        MediaPlaylist.parse(Files.readString(folder.resolve(Rendition.playlistFile(name))));
    Duration fraction = expected.dividedBy(TOLERATED_FRACTION);
    Duration tolerance = fraction.compareTo(LEAST_TOLERANCE) > 0 ? fraction : LEAST_TOLERANCE;
    Duration difference = playlist.duration().minus(expected).abs();
    if (difference.compareTo(tolerance) > 0) {
      throw new TranscodeFailed(
          TranscodeFailed.Reason.TRANSCODE_INCOMPLETE,
          "%s plays %s of %s".formatted(name, playlist.duration(), expected));
    }
    return playlist;
  }
}
