package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.keqiao.media.StillCandidates.Candidate;

/**
 * A lesson as stills where the picture changes, with lean sound: together about 4 MB for 15
 * minutes.
 *
 * @param width of each still, in pixels
 * @param height of each still, in pixels
 * @param stills in order; the first begins at zero
 */
public record LiteLesson(int width, int height, List<Still> stills) {

  /** Which still is shown when. */
  public static final String TIMELINE = "lite.json";

  /** With 20 kbit/s of sound this makes 4 MB in 15 minutes. */
  private static final int BYTES_PER_SECOND = 1650;

  private static final long LEAST_BUDGET = 200_000;
  private static final int MOST_STILLS = 240;

  /** What changes slowly matters more than what only flickers. */
  private static final double SLOW_CHANGE = 0.01;

  /** Keeps its list from changing. */
  public LiteLesson {
    stills = List.copyOf(stills);
  }

  /**
   * One picture.
   *
   * @param at from when on it is shown
   * @param file its name
   * @param bytes its size
   */
  public record Still(Duration at, String file, long bytes) {}

  /** Of all stills together. */
  public long bytes() {
    return stills.stream().mapToLong(Still::bytes).sum();
  }

  /**
   * Keeps the candidates that show most of what changes, as many as the budget allows, under names
   * of their own, and removes the others.
   */
  static LiteLesson keep(StillCandidates size, List<Candidate> candidates, Duration duration)
      throws IOException {
    Set<Candidate> kept = choose(candidates, duration);
    List<Still> stills = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (!kept.contains(candidate)) {
        Files.delete(candidate.file());
        continue;
      }
      Duration at = stills.isEmpty() ? Duration.ZERO : candidate.at();
      String name = "still-%06d.webp".formatted(at.toSeconds());
      long bytes = Files.size(candidate.file());
      Files.move(
          candidate.file(),
          candidate.file().resolveSibling(name),
          StandardCopyOption.REPLACE_EXISTING);
      stills.add(new Still(at, name, bytes));
    }
    return new LiteLesson(size.width(), size.height(), stills);
  }

  private static Set<Candidate> choose(List<Candidate> candidates, Duration duration)
      throws IOException {
    long budget = Math.max(LEAST_BUDGET, duration.toSeconds() * BYTES_PER_SECOND);
    Set<Candidate> kept = new HashSet<>();
    for (Candidate candidate : byWorth(candidates)) {
      long bytes = Files.size(candidate.file());
      boolean affordable = bytes <= budget && kept.size() < MOST_STILLS;
      if (kept.isEmpty() || affordable) {
        kept.add(candidate);
        budget -= bytes;
      }
    }
    return kept;
  }

  /** The first, then those at which most changes; of equal ones, far apart from each other. */
  private static List<Candidate> byWorth(List<Candidate> candidates) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparingInt((Integer i) -> i == 0 ? 0 : 1)
            .thenComparingDouble(i -> -Math.max(SLOW_CHANGE, candidates.get(i).change()))
            .thenComparingLong(i -> Integer.toUnsignedLong(Integer.reverse(i))));
    return order.stream().map(candidates::get).toList();
  }

  /** Which still is shown when, as JSON; files are named relative to the timeline itself. */
  String timeline(Duration duration) {
    List<String> lines = new ArrayList<>();
    for (Still still : stills) {
      lines.add(
          "{\"at\":%s,\"image\":\"%s\",\"bytes\":%d}"
              .formatted(TranscodeCommand.seconds(still.at()), still.file(), still.bytes()));
    }
    return String.format(
        Locale.ROOT,
        "{\"durationSeconds\":%s,\"width\":%d,\"height\":%d,\"stills\":[%n%s]}%n",
        TranscodeCommand.seconds(duration),
        width,
        height,
        String.join(",\n", lines));
  }
}
