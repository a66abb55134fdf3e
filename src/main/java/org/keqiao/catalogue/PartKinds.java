package org.keqiao.catalogue;

import java.util.Optional;
import org.keqiao.ingest.Blob;

/** Which kinds of file make sense as which part of a lesson. */
final class PartKinds {

  private static final String NO_VIDEO = "not-a-video";
  private static final String NO_USE = "file-type";

  private PartKinds() {}

  /** Why a file cannot be this part: a code, whose sentence speaks of the file's name. */
  static Optional<String> refusal(PartName part, Blob blob) {
    if (part == PartName.VIDEO) {
      return video(blob);
    }
    return switch (blob.kind()) {
      case "document", "image", "archive" -> blob.refusal();
      case "video" -> Optional.of("part-is-video");
      case "audio" ->
          part == PartName.EXERCISES || part == PartName.SLIDES
              ? Optional.empty()
              : Optional.of("part-is-audio");
      default ->
          blob.refusal().filter(code -> !code.equals(NO_VIDEO)).or(() -> Optional.of(NO_USE));
    };
  }

  private static Optional<String> video(Blob blob) {
    return switch (blob.kind()) {
      case "video", "audio" -> blob.refusal();
      default -> Optional.of(NO_VIDEO);
    };
  }
}
