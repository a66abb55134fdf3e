package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A rendition that is the picture of the source itself, as recorders of classrooms and phones write
 * it: H.264 without reordered pictures, with key pictures where our segments begin, and no heavier
 * than what we would make.
 */
record CopiedRung(Path source, Probe probe, Ladder.VideoRung rung) {

  private static final Set<String> PROFILES = Set.of("Constrained Baseline", "Main", "High");
  private static final int HIGHEST_LEVEL = 42;
  private static final Duration EARLY = Duration.ofMillis(20);
  private static final Duration SHORT = Duration.ofMillis(100);

  /**
   * Makes it; returns false, and leaves rubbish that is written over, if the source does not fit.
   */
  boolean make(EncoderRun run) throws TranscodeFailed, IOException, InterruptedException {
    if (!probe.video().map(this::looksFitting).orElse(false)) {
      return false;
    }
    run.require(arguments(), Stills.limit(probe.duration()), line -> {});
    return fits(
        MediaPlaylist.parse(
            Files.readString(run.folder().resolve(Rendition.playlistFile(rung.name())))));
  }

  private boolean looksFitting(Probe.VideoTrack picture) {
    Probe.Coding coding = picture.track().coding();
    Duration missing = probe.duration().minus(picture.track().end());
    return coding.codec().equals("h264")
        && PROFILES.contains(coding.profile())
        && coding.level() <= HIGHEST_LEVEL
        && !coding.reordered()
        && picture.pixelFormat().equals("yuv420p")
        && !picture.interlaced()
        && picture.scan().asShown()
        && picture.width() == rung.width()
        && picture.height() == rung.height()
        && picture.track().start().abs().compareTo(EARLY) <= 0
        && missing.compareTo(SHORT) <= 0
        && coding.bitrate().filter(bits -> bits > peak()).isEmpty();
  }

  private long peak() {
    return rung.step().peakKilobits() * 1000L;
  }

  private boolean fits(MediaPlaylist playlist) {
    List<MediaPlaylist.Segment> segments = playlist.segments();
    return playlist.load().peakBandwidth() <= peak()
        && segments.stream()
            .limit(segments.size() - 1)
            .map(segment -> segment.duration().minus(Ladder.SEGMENT).abs())
            .allMatch(difference -> difference.compareTo(EARLY) <= 0);
  }

  private List<String> arguments() {
    List<String> words = new ArrayList<>(List.of("-y", "-nostdin", "-hide_banner", "-v", "error"));
    words.addAll(new GuardedInput(source).forDecoding());
    int track = probe.video().orElseThrow().track().index();
    words.addAll(List.of("-map", "0:" + track, "-c", "copy"));
    words.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
    words.addAll(HlsOutput.of(Ladder.SEGMENT, List.of("v:0,name:" + rung.name())));
    return words;
  }
}
