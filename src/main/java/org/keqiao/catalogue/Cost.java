package org.keqiao.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.keqiao.ingest.Media;

/**
 * What playing takes from the line.
 *
 * @param kind {@code video} or {@code audio}
 * @param bytes of everything that is played, sound included
 */
public record Cost(String kind, long bytes) {

  /** What a first-time viewer on an unknown line is best served by. */
  private static final int RECOMMENDED_QUALITY = 480;

  /**
   * The leanest sound, as every picture needs one too; only a film without sound is all picture.
   */
  public static Optional<Cost> smallest(Media made) {
    Comparator<Media.Rendition> soundFirst =
        Comparator.comparing(rendition -> !rendition.kind().equals("audio"));
    return made.renditions().stream()
        .min(soundFirst.thenComparingLong(Media.Rendition::bytes))
        .map(rendition -> new Cost(rendition.kind(), rendition.bytes()));
  }

  /** The best rung that the recommended quality allows, with the sound that goes with it. */
  public static Optional<Cost> recommended(Media made) {
    List<Media.Rendition> pictures =
        made.renditions().stream().filter(each -> each.kind().equals("video")).toList();
    Comparator<Media.Rendition> byQuality = Comparator.comparingInt(Media.Rendition::quality);
    return pictures.stream()
        .filter(each -> each.quality() <= RECOMMENDED_QUALITY)
        .max(byQuality)
        .or(() -> pictures.stream().min(byQuality))
        .map(best -> new Cost("video", whole(made, best, Media.Rendition::bytes)));
  }

  /** What a rendition takes together with the sound that goes with it. */
  static long whole(
      Media made, Media.Rendition rendition, ToLongFunction<Media.Rendition> measure) {
    return measure.applyAsLong(rendition)
        + made.renditions().stream()
            .filter(each -> rendition.sound().filter(each.playlist()::equals).isPresent())
            .mapToLong(measure)
            .sum();
  }
}
