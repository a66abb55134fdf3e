package org.keqiao.activity;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.keqiao.fault.Violations;

/**
 * One thing that a viewer felt. All times are whole milliseconds.
 *
 * @param kind {@code started}, {@code stalled}, {@code switched}, {@code failed} or {@code played}
 * @param at since she pressed play
 * @param position in the lesson
 * @param duration of the wait for the first picture, of the stall, or of what was played
 * @param rendition what was played: {@code video}, {@code slides}, {@code audio} or {@code lite}
 * @param height of the picture, pixels
 * @param bytes that were loaded
 * @param code what failed
 */
record QualityEvent(
    Optional<String> kind,
    Optional<Long> at,
    Optional<Long> position,
    Optional<Long> duration,
    Optional<String> rendition,
    Optional<Integer> height,
    Optional<Long> bytes,
    Optional<String> code) {

  private static final Set<String> KINDS =
      Set.of("started", "stalled", "switched", "failed", "played");
  private static final Set<String> RENDITIONS = Set.of("video", "slides", "audio", "lite");

  /** Those that say how long something took. */
  private static final Set<String> LASTING = Set.of("started", "stalled", "played");

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{1,60}");
  private static final long DAY = 86_400_000;
  private static final long MOST_BYTES = 1L << 40;
  private static final int TALLEST = 8192;

  void check(String pointer, Violations violations) {
    term(pointer + "/kind", kind, KINDS, violations);
    term(pointer + "/rendition", rendition, RENDITIONS, violations);
    if (at.isEmpty()) {
      violations.add(pointer + "/at", "missing");
    }
    if (duration.isEmpty() && kind.filter(LASTING::contains).isPresent()) {
      violations.add(pointer + "/duration", "missing");
    }
    violations.number(pointer + "/at", at, 0, DAY);
    violations.number(pointer + "/position", position, 0, DAY);
    violations.number(pointer + "/duration", duration, 0, DAY);
    violations.number(pointer + "/height", height, 0, TALLEST);
    violations.number(pointer + "/bytes", bytes, 0, MOST_BYTES);
    code.filter(text -> !CODE.matcher(text).matches())
        .ifPresent(text -> violations.add(pointer + "/code", "unknown-term", text));
  }

  private static void term(
      String pointer, Optional<String> value, Set<String> known, Violations violations) {
    value.ifPresentOrElse(
        text -> {
          if (!known.contains(text)) {
            violations.add(pointer, "unknown-term", text);
          }
        },
        () -> violations.add(pointer, "missing"));
  }
}
