package org.keqiao.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arguments of the one run of ffmpeg that makes some rungs: the source is decoded once, which
 * is most of the work for low rungs.
 *
 * @param stills candidates for the stills of the lesson, made along the way if wanted
 * @param threads for decoding, filtering and encoding each
 */
record TranscodeCommand(
    Path source, Probe probe, Ladder ladder, Optional<StillCandidates> stills, int threads) {

  /**
   * Samples that AAC puts before the sound. Without room for them all pictures would start late.
   */
  private static final int AAC_PRIMING_SAMPLES = 1024;

  private static final Duration SHORTEST_GAP = Duration.ofMillis(100);

  /**
   * The filter that levels loudness needs three seconds; of shorter silence it makes no numbers.
   */
  private static final Duration SHORTEST_LEVELLED = Duration.ofMillis(3500);

  /** What follows the program's name. Outputs are named by rung, in the working folder. */
  List<String> arguments() {
    String threadCount = Integer.toString(threads);
    List<String> words = new ArrayList<>(List.of("-y", "-nostdin", "-hide_banner", "-v", "error"));
    words.addAll(List.of("-progress", "pipe:1", "-stats_period", "1"));
    words.addAll(List.of("-filter_complex_threads", threadCount, "-threads", threadCount));
    words.addAll(new GuardedInput(source).forDecoding());
    words.addAll(List.of("-filter_complex", String.join(";", graph())));
    // Phones write into metadata where the lesson was filmed.
    words.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
    words.addAll(videoArguments());
    words.addAll(audioArguments());
    words.addAll(List.of("-threads", threadCount));
    words.addAll(hlsArguments());
    stills.ifPresent(each -> words.addAll(each.output("[stills]")));
    return words;
  }

  private List<String> graph() {
    List<String> chains = new ArrayList<>();
    probe.video().ifPresent(track -> addVideo(chains, track));
    probe
        .audio()
        .filter(track -> !ladder.audio().isEmpty())
        .ifPresent(track -> addAudio(chains, track));
    return chains;
  }

  private void addVideo(List<String> chains, Probe.VideoTrack track) {
    List<Ladder.VideoRung> rungs = ladder.video();
    List<String> filters = new ArrayList<>();
    if (track.interlaced()) {
      filters.add("bwdif=deint=interlaced");
    }
    filters.add("fps=%s:start_time=0".formatted(rungs.getFirst().frameRate()));
    Duration gap = gap(track.track());
    if (!gap.isZero()) {
      filters.add("tpad=stop_mode=clone:stop_duration=" + seconds(gap));
    }
    int branches = stills.isPresent() ? 2 : 1;
    filters.add("split=" + branches);
    chains.add(chain(track.track(), filters, "s", branches));
    stills.ifPresent(each -> chains.add("[s1]%s[stills]".formatted(each.filter())));
    addRungs(chains, rungs);
  }

  /** The highest is scaled from the source and the others from it: that is less to read. */
  private static void addRungs(List<String> chains, List<Ladder.VideoRung> rungs) {
    int top = rungs.size() - 1;
    StringBuilder first = new StringBuilder("[s0]");
    first.append(scale(rungs.get(top))).append(",format=yuv420p,split=").append(rungs.size());
    for (int i = 0; i < top; i++) {
      first.append("[r%d]".formatted(i));
      chains.add("[r%d]%s[v%d]".formatted(i, scale(rungs.get(i)), i));
    }
    chains.add(first.append("[v%d]".formatted(top)).toString());
  }

  private static String scale(Ladder.VideoRung rung) {
    return "scale=%d:%d,setsar=1".formatted(rung.width(), rung.height());
  }

  private void addAudio(List<String> chains, Probe.AudioTrack track) {
    List<Ladder.AudioRung> rungs = ladder.audio();
    String layout = track.channels() > 1 ? "stereo" : "mono";
    List<String> filters = new ArrayList<>();
    filters.add("aresample=48000:async=1:first_pts=0");
    filters.add("aformat=channel_layouts=" + layout);
    Duration gap = gap(track.track());
    if (!gap.isZero()) {
      filters.add("apad=pad_dur=" + seconds(gap));
    }
    if (probe.duration().compareTo(SHORTEST_LEVELLED) >= 0) {
      filters.add("loudnorm=I=-16:TP=-1.5:LRA=11:dual_mono=true");
      filters.add("aresample=48000");
    }
    filters.add("atrim=start_sample=" + AAC_PRIMING_SAMPLES);
    filters.add("asplit=" + rungs.size());
    chains.add(chain(track.track(), filters, "t", rungs.size()));
    for (int i = 0; i < rungs.size(); i++) {
      String rungLayout = rungs.get(i).mono() ? "mono" : layout;
      chains.add("[t%d]aformat=channel_layouts=%s[a%d]".formatted(i, rungLayout, i));
    }
  }

  private static String chain(Probe.Track input, List<String> filters, String label, int outputs) {
    StringBuilder chain = new StringBuilder("[0:" + input.index() + "]");
    chain.append(String.join(",", filters));
    for (int i = 0; i < outputs; i++) {
      chain.append('[').append(label).append(i).append(']');
    }
    return chain.toString();
  }

  /** By how much a track ends too early. A player would wait there for the missing half. */
  private Duration gap(Probe.Track track) {
    Duration gap = probe.duration().minus(track.end());
    return gap.compareTo(SHORTEST_GAP) < 0 ? Duration.ZERO : gap;
  }

  private List<String> videoArguments() {
    List<String> words = new ArrayList<>();
    List<Ladder.VideoRung> rungs = ladder.video();
    for (int i = 0; i < rungs.size(); i++) {
      Ladder.VideoRung rung = rungs.get(i);
      Ladder.Step step = rung.step();
      String gop = Integer.toString(rung.frameRate().picturesIn(step.gop()));
      words.addAll(List.of("-map", "[v%d]".formatted(i)));
      words.addAll(List.of("-crf:v:" + i, Integer.toString(step.crf())));
      words.addAll(List.of("-maxrate:v:" + i, step.peakKilobits() + "k"));
      words.addAll(List.of("-bufsize:v:" + i, 2 * step.peakKilobits() + "k"));
      words.addAll(List.of("-g:v:" + i, gop, "-keyint_min:v:" + i, gop));
    }
    words.addAll(List.of("-c:v", "libx264", "-preset", "veryfast"));
    // Without B pictures the first segment starts at zero; with them, at a hole.
    words.addAll(List.of("-bf", "0", "-flags:v", "+cgop", "-sc_threshold", "0"));
    return words;
  }

  private List<String> audioArguments() {
    List<String> words = new ArrayList<>();
    List<Ladder.AudioRung> rungs = ladder.audio();
    for (int i = 0; i < rungs.size(); i++) {
      words.addAll(List.of("-map", "[a%d]".formatted(i)));
      words.addAll(List.of("-b:a:" + i, rungs.get(i).kilobits() + "k"));
      words.addAll(List.of("-c:a:" + i, rungs.get(i).codec().encoder()));
      if (rungs.get(i).codec() == Ladder.AudioRung.Codec.OPUS) {
        words.addAll(List.of("-application:a:" + i, "voip"));
      }
    }
    return words;
  }

  private List<String> hlsArguments() {
    List<String> streams = new ArrayList<>();
    for (int i = 0; i < ladder.video().size(); i++) {
      streams.add("v:%d,name:%s".formatted(i, ladder.video().get(i).name()));
    }
    for (int i = 0; i < ladder.audio().size(); i++) {
      streams.add("a:%d,name:%s".formatted(i, ladder.audio().get(i).name()));
    }
    return HlsOutput.of(Ladder.SEGMENT, streams);
  }

  /** As ffmpeg reads durations: seconds with a point, whatever the language here. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
  }
}
