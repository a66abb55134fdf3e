package org.keqiao.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Latin letters read as pinyin.
 *
 * @param spellings ways to cut them into syllables, the likeliest first; the last syllable of one
 *     may be unfinished. Empty when they are no pinyin.
 * @param initials the letters one by one, when each can begin a syllable
 */
public record TypedPinyin(List<List<String>> spellings, Optional<List<String>> initials) {

  private static final Pattern LETTERS = Pattern.compile("[a-z]+(?:[ '][a-z]+)*");
  private static final Pattern INITIALS = Pattern.compile("[a-hj-tw-z]{2,16}");
  private static final int LONGEST = 60;
  private static final int LONGEST_SYLLABLE = 6;
  private static final int MOST_SPELLINGS = 3;

  /**
   * Reads what somebody typed.
   *
   * @param folded text as {@link Folding#fold} leaves it
   */
  public static TypedPinyin read(String folded) {
    if (folded.length() > LONGEST || !LETTERS.matcher(folded).matches()) {
      return new TypedPinyin(List.of(), Optional.empty());
    }
    List<List<String>> spellings = List.of(List.of());
    for (String run : folded.split("[ ']", -1)) {
      List<List<String>> cuts = cut(run);
      spellings =
          spellings.stream()
              .flatMap(before -> cuts.stream().map(after -> joined(before, after)))
              .limit(MOST_SPELLINGS)
              .toList();
    }
    Optional<List<String>> initials =
        INITIALS.matcher(folded).matches()
            ? Optional.of(List.of(folded.split("")))
            : Optional.empty();
    return new TypedPinyin(spellings, initials);
  }

  /** The cuts of one run of letters, those of the fewest syllables first. */
  private static List<List<String>> cut(String run) {
    List<List<List<String>>> upTo = new ArrayList<>();
    upTo.add(List.of(List.of()));
    for (int end = 1; end <= run.length(); end++) {
      upTo.add(cutsEndingAt(run, end, upTo));
    }
    return upTo.getLast();
  }

  private static List<List<String>> cutsEndingAt(
      String run, int end, List<List<List<String>>> upTo) {
    boolean last = end == run.length();
    List<List<String>> cuts = new ArrayList<>();
    for (int start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start++) {
      String piece = run.substring(start, end);
      if (Pinyin.isSyllable(piece) || (last && start > 0 && Pinyin.beginsSyllable(piece))) {
        upTo.get(start).forEach(before -> cuts.add(joined(before, List.of(piece))));
      }
    }
    return cuts.stream()
        .sorted(
            Comparator.<List<String>>comparingInt(TypedPinyin::unfinished)
                .thenComparingInt(List::size))
        .limit(MOST_SPELLINGS)
        .toList();
  }

  private static int unfinished(List<String> cut) {
    return Pinyin.isSyllable(cut.getLast()) ? 0 : 1;
  }

  private static List<String> joined(List<String> before, List<String> after) {
    return Stream.concat(before.stream(), after.stream()).toList();
  }
}
