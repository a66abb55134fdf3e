package org.keqiao.courseware;

import java.util.Optional;

/**
 * What a file is.
 *
 * @param mediaType by content
 * @param refusal why it cannot be courseware: a code, or nothing when it can
 * @param width of a picture, in pixels
 * @param height of a picture, in pixels
 */
public record Examination(
    String mediaType, Optional<String> refusal, Optional<Integer> width, Optional<Integer> height) {

  /** Courseware that is no picture. */
  public static Examination of(CoursewareType type) {
    return new Examination(type.mediaType(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A picture. */
  public static Examination of(CoursewareType type, int width, int height) {
    return new Examination(
        type.mediaType(), Optional.empty(), Optional.of(width), Optional.of(height));
  }

  /** What cannot be courseware. */
  public static Examination refused(String mediaType, String code) {
    return new Examination(mediaType, Optional.of(code), Optional.empty(), Optional.empty());
  }
}
