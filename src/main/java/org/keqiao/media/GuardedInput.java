package org.keqiao.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A stranger's file as an argument of ffmpeg or ffprobe. Only this file is opened, whatever it
 * names inside, and only as one of the formats that hold lessons: playlists and scripts that would
 * open other files or hosts are refused.
 */
record GuardedInput(Path file) {

  /** Of one picture: 7680 by 4320. */
  static final long MOST_PIXELS = 33_177_600;

  private static final String FORMATS =
      "mov,matroska,avi,flv,asf,mpegts,mpeg,ogg,webm,mp3,wav,aac,flac";

  /** For ffprobe. */
  List<String> forProbing() {
    return List.of(
        "-protocol_whitelist",
        "file",
        "-format_whitelist",
        FORMATS,
        "-i",
        // The prefix keeps a name with a colon or a leading dash from being read otherwise.
        "file:" + file.toAbsolutePath());
  }

  /** For ffmpeg, which gives up at a picture that would fill the memory. */
  List<String> forDecoding() {
    List<String> arguments = new ArrayList<>(List.of("-max_pixels", Long.toString(MOST_PIXELS)));
    arguments.addAll(forProbing());
    return arguments;
  }
}
