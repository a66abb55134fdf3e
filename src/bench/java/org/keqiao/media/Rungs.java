package org.keqiao.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.fixture.Folders;

/** Makes films to measure with, and pieces of their ladders by themselves. */
public final class Rungs {

  private static final Duration LIMIT = Duration.ofHours(1);

  private final Encoder encoder;
  private final Path folder;
  private final int threads;

  /** In a folder of its own, with so many threads for each run. */
  public Rungs(Path folder, int threads) {
    this.encoder = Fixtures.bundled();
    this.folder = folder;
    this.threads = threads;
  }

  /**
   * A picture that is as heavy as the national call asks, 1080p25 with about 8 Mbit/s, and sound.
   */
  public Path moving(int seconds) throws Exception {
    return film(
        "moving.mp4",
        seconds,
        "testsrc2=size=1920x1080:rate=25:duration=%d,noise=alls=14:allf=t",
        List.of("-b:v", "8M", "-maxrate", "10M", "-bufsize", "10M"));
  }

  /** A lecture: another slide every 20 seconds, 1080p25, and sound. */
  public Path slides(int seconds) throws Exception {
    return film(
        "slides.mp4",
        seconds,
        "testsrc2=size=1920x1080:rate=0.05:duration=%d,fps=25",
        List.of("-crf", "20"));
  }

  private Path film(String name, int seconds, String picture, List<String> coding)
      throws Exception {
    Files.createDirectories(folder);
    List<String> words = new ArrayList<>(List.of("-y", "-nostdin", "-v", "error"));
    words.addAll(List.of("-f", "lavfi", "-i", picture.formatted(seconds)));
    words.addAll(List.of("-f", "lavfi", "-i", "anoisesrc=amplitude=0.05:duration=" + seconds));
    words.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"));
    words.addAll(coding);
    words.addAll(List.of("-c:a", "aac", "-b:a", "128k", "-ac", "2", name));
    new EncoderRun(encoder, folder).require(words, LIMIT, line -> {});
    return folder.resolve(name);
  }

  /** Something that is measured. */
  public record Piece(String name, Work work) {}

  /** What is done of it. */
  @FunctionalInterface
  public interface Work {
    /** Does it once. */
    void run() throws Exception;
  }

  /** All pieces of the ladder of a film, and what is made together of it. */
  public List<Piece> pieces(Path film) throws Exception {
    Probe probe = new Prober(encoder).probe(film);
    Transcode transcode = new Transcode(encoder, threads);
    List<Piece> pieces = new ArrayList<>();
    pieces.add(
        new Piece("first job", () -> in(out -> transcode.first(film, probe, out, percent -> {}))));
    for (Transcode.Later later : Transcode.later(probe)) {
      pieces.add(
          new Piece(
              later.name() + " job",
              () -> in(out -> transcode.later(film, probe, later.step(), out, percent -> {}))));
    }
    Ladder whole = Ladder.of(probe);
    for (Ladder.VideoRung rung : whole.video()) {
      pieces.add(alone(rung.name(), film, probe, new Ladder(List.of(rung), List.of())));
    }
    for (Ladder.AudioRung rung : whole.audio()) {
      pieces.add(alone(rung.name(), film, probe, new Ladder(List.of(), List.of(rung))));
    }
    return pieces;
  }

  private Piece alone(String name, Path film, Probe probe, Ladder ladder) {
    Probe asked =
        ladder.video().isEmpty()
            ? new Probe(probe.container(), probe.duration(), Optional.empty(), probe.audio())
            : probe;
    List<String> arguments =
        new TranscodeCommand(film, asked, ladder, Optional.empty(), threads).arguments();
    return new Piece(
        name + " alone",
        () -> in(out -> new EncoderRun(encoder, out).require(arguments, LIMIT, line -> {})));
  }

  @FunctionalInterface
  private interface InFolder {
    void run(Path out) throws Exception;
  }

  private void in(InFolder work) throws Exception {
    Path out = folder.resolve("out");
    Files.createDirectories(out);
    try {
      work.run(out);
    } finally {
      Folders.delete(out);
    }
  }
}
