package org.keqiao.delivery;

import java.util.Optional;
import java.util.regex.Pattern;
import org.keqiao.media.Renditions;

/** Which files of what was made from an original a token opens. */
public enum RenditionSet {
  /** Every file: moving pictures too, and the pages of a document. */
  ALL(1, ".*"),
  /** What a bad line carries: sound, stills, slides, captions and pictures. */
  LITE(
      2,
      "(slides|audio)(~.*)?\\.m3u8|stills(\\.m3u8|\\.mp4|-keys\\.m3u8)|still-\\d+\\.webp"
          + "|lite\\.json|(lite-)?[ao]\\d+\\.m3u8|[ao]\\d+\\.mp4|captions/.*"
          + "|poster\\.webp|sprite\\.(webp|vtt)"),
  /** What a list of lessons shows. */
  POSTER(3, Pattern.quote(Renditions.POSTER)),
  /** The original itself, and nothing that was made from it. */
  ORIGINAL(4, "(?!)");

  private final int code;
  private final Pattern files;

  RenditionSet(int code, String files) {
    this.code = code;
    this.files = Pattern.compile(files, Pattern.DOTALL);
  }

  /** How a token names it. */
  int code() {
    return code;
  }

  static Optional<RenditionSet> of(int code) {
    for (RenditionSet each : values()) {
      if (each.code == code) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether a file belongs to it. */
  boolean holds(String file) {
    return files.matcher(file).matches();
  }
}
