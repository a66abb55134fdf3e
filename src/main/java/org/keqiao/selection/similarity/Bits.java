package org.keqiao.selection.similarity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A fingerprint of 64 bits: what is alike has fingerprints that differ in few of them.
 *
 * @param bits the fingerprint
 */
public record Bits(long bits) {

  /** Reads sixteen hexadecimal digits. */
  @JsonCreator
  public static Bits of(String hex) {
    return new Bits(HexFormat.fromHexDigitsToLong(hex));
  }

  /** Sixteen hexadecimal digits. */
  @JsonValue
  public String hex() {
    return HexFormat.of().toHexDigits(bits);
  }

  /** In how many bits two fingerprints differ. */
  public int distance(Bits other) {
    return Long.bitCount(bits ^ other.bits);
  }

  /**
   * The fingerprint in pieces, each with its place: two fingerprints that differ in fewer bits than
   * there are pieces have one in common (Manku, Jain and Sarma, "Detecting near-duplicates for web
   * crawling", 2007), so that candidates are found by exact terms of an index.
   *
   * @param kind written before each
   * @param pieces a power of two, up to 16
   */
  List<String> marks(String kind, int pieces) {
    List<String> marks = new ArrayList<>();
    int digits = 16 / pieces;
    String hex = hex();
    for (int i = 0; i < pieces; i++) {
      marks.add(kind + i + ":" + hex.substring(i * digits, (i + 1) * digits));
    }
    return marks;
  }
}
