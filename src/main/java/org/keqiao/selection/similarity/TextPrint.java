package org.keqiao.selection.similarity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.codec.digest.MurmurHash3;
import org.keqiao.language.Folding;

/**
 * The fingerprint of a text: SimHash (Charikar, "Similarity estimation techniques from rounding
 * algorithms", 2002) over all runs of three characters of the folded text without spaces and
 * punctuation, each as often as it occurs; they stand for words in a language that writes none
 * apart.
 */
public final class TextPrint {

  /** Texts that differ in so many bits or fewer are near each other. */
  static final int NEAR = 7;

  private static final int RUN = 3;

  /** A shorter text says too little to be compared. */
  private static final int LEAST = 60;

  private static final int BITS = 64;

  private TextPrint() {}

  /** The fingerprint; none for a text that is too short. */
  public static Optional<Bits> of(String text) {
    int[] letters = Folding.fold(text).codePoints().filter(Character::isLetterOrDigit).toArray();
    if (letters.length < LEAST) {
      return Optional.empty();
    }
    int[] votes = new int[BITS];
    for (int i = 0; i + RUN <= letters.length; i++) {
      byte[] run = new String(letters, i, RUN).getBytes(StandardCharsets.UTF_8);
      long hash = MurmurHash3.hash128x64(run)[0];
      for (int bit = 0; bit < BITS; bit++) {
        votes[bit] += (hash >>> bit & 1) == 1 ? 1 : -1;
      }
    }
    long bits = 0;
    for (int bit = 0; bit < BITS; bit++) {
      bits |= votes[bit] > 0 ? 1L << bit : 0;
    }
    return Optional.of(new Bits(bits));
  }
}
