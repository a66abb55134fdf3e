package org.keqiao.selection.similarity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a lesson is compared by.
 *
 * @param text of its words, if it has enough
 * @param pictures of its stills
 */
public record Fingerprint(Optional<Bits> text, List<Bits> pictures) {

  private static final int PIECES = 8;

  /** Keeps its list from changing. */
  public Fingerprint {
    pictures = List.copyOf(pictures);
  }

  /** What candidates have at least one of in common with it. */
  public List<String> marks() {
    List<String> marks = new ArrayList<>();
    text.ifPresent(bits -> marks.addAll(bits.marks("t", PIECES)));
    pictures.forEach(bits -> marks.addAll(bits.marks("p", PIECES)));
    return marks.stream().distinct().toList();
  }

  /**
   * How near two lessons are.
   *
   * @param by {@code text} or {@code picture}
   * @param distance bits that differ, of 64
   */
  public record Nearness(String by, int distance) {}

  /** How near another lesson is, by what is nearest; nothing when it is not near. */
  public Optional<Nearness> to(Fingerprint other) {
    List<Nearness> found = new ArrayList<>();
    text.flatMap(own -> other.text().map(own::distance))
        .filter(distance -> distance <= TextPrint.NEAR)
        .ifPresent(distance -> found.add(new Nearness("text", distance)));
    for (Bits own : pictures) {
      other.pictures().stream()
          .map(own::distance)
          .filter(distance -> distance <= PicturePrint.NEAR)
          .min(Comparator.naturalOrder())
          .ifPresent(distance -> found.add(new Nearness("picture", distance)));
    }
    return found.stream().min(Comparator.comparingInt(Nearness::distance));
  }
}
