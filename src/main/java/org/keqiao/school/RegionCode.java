package org.keqiao.school;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Codes of regions: six digits for provinces, cities and counties (GB/T 2260), nine for townships
 * and twelve for villages (the statistics bureau's codes, after GB/T 10114). A code begins with the
 * code of the region that it lies in, so that the tree can be read off it.
 */
final class RegionCode {

  private static final Map<String, Pattern> LEVELS =
      Map.of(
          "province", Pattern.compile("[1-9]\\d0000"),
          "city", Pattern.compile("[1-9]\\d(?!00)\\d\\d00"),
          "county", Pattern.compile("[1-9]\\d(?!00)\\d\\d(?!00)\\d\\d"),
          "township", Pattern.compile("[1-9]\\d(?!00)\\d{4}(?!000)\\d{3}"),
          "village", Pattern.compile("[1-9]\\d(?!00)\\d{4}(?!000)\\d{3}(?!000)\\d{3}"));
  private static final int[] DIGITS = {12, 9, 6, 4, 2};
  private static final int OF_A_COUNTY = 6;

  private RegionCode() {}

  /** The level that a code is of; nothing when it is none. */
  static Optional<String> level(String code) {
    return LEVELS.entrySet().stream()
        .filter(level -> level.getValue().matcher(code).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A code and those that it lies in, the smallest region first, whether they exist or not. */
  static List<String> outwards(String code) {
    List<String> codes = new ArrayList<>(List.of(code));
    for (int digits : DIGITS) {
      if (digits < code.length()) {
        String prefix = code.substring(0, digits);
        String outer = prefix + "0".repeat(Math.max(0, OF_A_COUNTY - digits));
        if (!codes.contains(outer)) {
          codes.add(outer);
        }
      }
    }
    return List.copyOf(codes);
  }
}
