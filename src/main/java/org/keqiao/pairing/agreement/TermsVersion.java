package org.keqiao.pairing.agreement;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Terms and who has signed them.
 *
 * @param number 1 for those of the proposal, one more with every amendment that was proposed
 * @param hash of the terms
 * @param signatures one of each school at most
 */
public record TermsVersion(int number, Terms terms, String hash, List<Signature> signatures) {

  private static final int SIDES = 2;

  /** Keeps its list from changing. */
  public TermsVersion {
    signatures = List.copyOf(signatures);
  }

  /**
   * That a school signed.
   *
   * @param by the account that signed
   * @param hash of the terms that it saw
   */
  public record Signature(Side side, String by, Instant at, String hash) {}

  static TermsVersion unsigned(int number, Terms terms) {
    return new TermsVersion(number, terms, terms.hash(), List.of());
  }

  boolean isSignedBy(Side side) {
    return signatures.stream().anyMatch(signature -> signature.side() == side);
  }

  boolean isSignedByBoth() {
    return signatures.size() == SIDES;
  }

  TermsVersion signed(Side side, String by, Instant at) {
    return new TermsVersion(
        number,
        terms,
        hash,
        Stream.concat(signatures.stream(), Stream.of(new Signature(side, by, at, hash))).toList());
  }
}
