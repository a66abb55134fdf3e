package org.keqiao.language;

import com.hankcs.hanlp.HanLP;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pinyin without tones. Characters of several readings are read by the words that they stand in: 长
 * is <i>chang</i> in 长方形 and <i>zhang</i> in 生长.
 */
public final class Pinyin {

  private static final com.hankcs.hanlp.dictionary.py.Pinyin NONE =
      com.hankcs.hanlp.dictionary.py.Pinyin.none5;

  /** Every syllable that Mandarin has. */
  private static final Set<String> SYLLABLES =
      Arrays.stream(com.hankcs.hanlp.dictionary.py.Pinyin.values())
          .filter(each -> each != NONE)
          .map(Pinyin::plain)
          .collect(Collectors.toUnmodifiableSet());

  private Pinyin() {}

  /**
   * The syllables of a text in order. Words in Latin letters and numbers stand among them as they
   * are; punctuation is passed over.
   *
   * @param folded text as {@link Folding#fold} leaves it
   */
  public static List<String> syllables(String folded) {
    List<com.hankcs.hanlp.dictionary.py.Pinyin> readings = HanLP.convertToPinyinList(folded);
    List<String> syllables = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < folded.length(); i++) {
      char letter = folded.charAt(i);
      boolean read = i < readings.size() && readings.get(i) != NONE;
      if (!read && Character.isLetterOrDigit(letter)) {
        word.append(letter);
        continue;
      }
      end(word, syllables);
      if (read) {
        syllables.add(plain(readings.get(i)));
      }
    }
    end(word, syllables);
    return syllables;
  }

  private static void end(StringBuilder word, List<String> syllables) {
    if (!word.isEmpty()) {
      syllables.add(word.toString());
      word.setLength(0);
    }
  }

  private static String plain(com.hankcs.hanlp.dictionary.py.Pinyin reading) {
    return reading.getPinyinWithoutTone().replace('ü', 'v').replace("u:", "v");
  }

  /** The first letters of syllables. */
  public static List<String> initials(List<String> syllables) {
    return syllables.stream().map(each -> each.substring(0, 1)).toList();
  }

  /**
   * Syllables as many a speaker hears and types them: flat and curled consonants are one, and so
   * are final n and ng.
   */
  public static List<String> loose(List<String> syllables) {
    return syllables.stream().map(Pinyin::loose).toList();
  }

  private static String loose(String syllable) {
    if (!SYLLABLES.contains(syllable)) {
      return syllable;
    }
    return syllable.replaceFirst("^([zcs])h", "$1").replaceFirst("ng$", "n");
  }

  /** Whether Mandarin has this syllable. */
  static boolean isSyllable(String letters) {
    return SYLLABLES.contains(letters);
  }

  /** Whether a syllable of Mandarin begins so. */
  static boolean beginsSyllable(String letters) {
    return SYLLABLES.stream().anyMatch(each -> each.startsWith(letters));
  }
}
