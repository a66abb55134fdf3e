package org.keqiao.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How ffmpeg writes renditions: each as one file of fragmented MP4 and a playlist of its ranges.
 */
final class HlsOutput {

  private HlsOutput() {}

  /**
   * The last arguments of a run.
   *
   * @param segment how long segments are
   * @param streams which stream has which name, such as {@code v:0,name:240p}
   */
  static List<String> of(Duration segment, List<String> streams) {
    List<String> words = new ArrayList<>(List.of("-f", "hls"));
    words.addAll(List.of("-hls_time", Long.toString(segment.toSeconds())));
    words.addAll(List.of("-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"));
    words.addAll(List.of("-hls_flags", "single_file+independent_segments"));
    words.addAll(List.of("-var_stream_map", String.join(" ", streams)));
    words.addAll(List.of("-hls_segment_filename", "%v.mp4", "%v.m3u8"));
    return words;
  }
}
