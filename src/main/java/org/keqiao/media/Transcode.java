package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Turns a source into what is published of it, in pieces: first what makes it playable, then each
 * higher rendition by itself. Run one at a time.
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
   * A rendition that is made after the first ones.
   *
   * @param step 720 or 1080: the size that it is made for
   * @param name such as {@code 720p}; smaller than the step where the source is
   */
  public record Later(int step, String name) {}

  /** The renditions that are made after the first ones, lowest first. */
  public static List<Later> later(Probe probe) {
    return Ladder.of(probe).later().stream()
        .map(rung -> new Later(rung.step().shortSide(), rung.name()))
        .toList();
  }

  /**
   * Makes what a lesson needs to be playable: the lower renditions, all sound, stills, poster and
   * storyboard; or nothing that counts: on any failure the folder is left with rubbish, which the
   * caller removes.
   *
   * @param source a file whose picture was {@linkplain Probe#requireVideo accepted}
   * @param probe its description
   * @param folder an existing, empty folder for the results
   * @param progress gets ever higher percentages, up to 100, on another thread
   * @throws TranscodeFailed if the encoder fails, takes too long, or a rendition's duration is off
   *     by more than half a second and one percent
   * @throws InterruptedException if the thread was interrupted; the encoder is dead by then
   */
  public Renditions first(Path source, Probe probe, Path folder, IntConsumer progress)
      throws TranscodeFailed, IOException, InterruptedException {
    Duration duration = probe.duration();
    Ladder ladder = Ladder.of(probe).first();
    StillCandidates candidates = StillCandidates.of(probe.video().orElseThrow(), duration);
    EncoderRun run = new EncoderRun(encoder, folder);
    encode(
        run,
        new TranscodeCommand(source, probe, ladder, Optional.of(candidates), threads),
        progress);
    List<Rendition> made = new ArrayList<>();
    for (Ladder.VideoRung rung : ladder.video()) {
      made.add(video(rung, probe, folder));
    }
    new Stills(run, folder, duration).make(made);
    LiteLesson lite = LiteLesson.keep(candidates, StillCandidates.read(folder), duration);
    if (lite.stills().isEmpty()) {
      throw new TranscodeFailed(TranscodeFailed.Reason.TRANSCODE_FAILED, "no still");
    }
    Files.writeString(folder.resolve(LiteLesson.TIMELINE), lite.timeline(duration));
    Optional<String> sound = probe.audio().map(track -> Ladder.A32.name());
    made.add(new SlideRendition(run, folder).make(lite, duration, sound));
    for (Ladder.AudioRung rung : ladder.audio()) {
      made.add(Rendition.audio(rung, requireWhole(folder, rung.name(), duration).load()));
    }
    progress.accept(100);
    return new Renditions(duration, made, Optional.of(lite));
  }

  /**
   * Makes one of the {@linkplain #later later} renditions. A source that fits is copied, which
   * takes seconds and loses nothing.
   *
   * @param step 720 or 1080
   * @return empty if the source has no such rendition
   * @throws TranscodeFailed as {@link #first}
   */
  public Optional<Rendition> later(
      Path source, Probe probe, int step, Path folder, IntConsumer progress)
      throws TranscodeFailed, IOException, InterruptedException {
    Optional<Ladder.VideoRung> rung =
        Ladder.of(probe).later().stream()
            .filter(each -> each.step().shortSide() == step)
            .findFirst();
    if (rung.isEmpty()) {
      return Optional.empty();
    }
    EncoderRun run = new EncoderRun(encoder, folder);
    if (!new CopiedRung(source, probe, rung.get()).make(run)) {
      Ladder ladder = new Ladder(List.of(rung.get()), List.of());
      encode(run, new TranscodeCommand(source, probe, ladder, Optional.empty(), threads), progress);
    }
    Rendition made = video(rung.get(), probe, folder);
    progress.accept(100);
    return Optional.of(made);
  }

  private static void encode(EncoderRun run, TranscodeCommand command, IntConsumer progress)
      throws TranscodeFailed, IOException, InterruptedException {
    Duration duration = command.probe().duration();
    Duration limit = LEAST_TIME.plus(duration.multipliedBy(TIME_PER_DURATION));
    run.require(command.arguments(), limit, new TranscodeProgress(duration, progress));
  }

  private Rendition video(Ladder.VideoRung rung, Probe probe, Path folder)
      throws TranscodeFailed, IOException, InterruptedException {
    MediaPlaylist playlist = requireWhole(folder, rung.name(), probe.duration());
    String codecs =
        AvcCodec.of(folder.resolve(Rendition.mediaFile(rung.name())), playlist.header());
    long keyframes = new KeyframePlaylist(encoder, folder).write(rung.name(), playlist);
    return new Rendition(
        Rendition.Kind.VIDEO,
        rung.name(),
        codecs,
        Optional.of(
            new Rendition.Picture(
                rung.width(), rung.height(), rung.frameRate().perSecond(), Optional.of(keyframes))),
        probe.audio().map(track -> rung.step().audio().name()),
        playlist.load());
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
