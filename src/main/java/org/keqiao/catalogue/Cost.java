package org.keqiao.catalogue;

import java.util.Comparator;
import java.util.Optional;
import org.keqiao.ingest.Media;

/**
 * What playing takes from the line.
 *
 * @param kind {@code video} or {@code audio}
 * @param bytes of everything that is played, sound included
 */
public record Cost(String kind, long bytes) {

  /** What a first-time viewer on an unknown line is best served by. */
  private static final int RECOMMENDED_HEIGHT = 480;

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

  /** The best rung that the recommended height allows, with the sound that goes with it. */
  public static Optional<Cost> recommended(Media made) {
    long sound =
        made.renditions().stream()
            .filter(rendition -> rendition.kind().equals("audio"))
            .mapToLong(Media.Rendition::bytes)
            .max()
            .orElse(0);
    return made.renditions().stream()
        .filter(rendition -> rendition.kind().equals("video"))
        .filter(rendition -> rendition.height() <= RECOMMENDED_HEIGHT)
        .max(Comparator.comparingInt(Media.Rendition::height))
        .or(
            () ->
                made.renditions().stream()
                    .filter(rendition -> rendition.kind().equals("video"))
                    .min(Comparator.comparingInt(Media.Rendition::height)))
        .map(rendition -> new Cost("video", rendition.bytes() + sound));
  }
}
