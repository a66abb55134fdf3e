package org.keqiao.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.language.Folding;
import org.keqiao.language.Pinyin;

/** What whoever knows a person would try as her password. */
final class PersonalWords {

  /** Shorter ones stand in too many passwords by chance. */
  private static final int SHORTEST_LATIN = 3;

  private static final int SHORTEST_HAN = 2;
  private static final List<String> PLATFORM = List.of("keqiao", "课桥");

  private PersonalWords() {}

  /**
   * Words of an account, in small letters.
   *
   * @param school name of her school
   */
  static List<String> of(Account account, Optional<String> school) {
    return Stream.of(
            PLATFORM.stream(),
            Stream.of(account.login()),
            Stream.of(account.login().split("[._@-]")),
            spellings(account.name()),
            school.stream().flatMap(PersonalWords::spellings),
            account.school().stream().flatMap(id -> Stream.of(id.split("-"))))
        .flatMap(words -> words)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(PersonalWords::isLongEnough)
        .distinct()
        .toList();
  }

  private static boolean isLongEnough(String word) {
    boolean latin = word.chars().allMatch(letter -> letter < 0x80);
    return word.codePointCount(0, word.length()) >= (latin ? SHORTEST_LATIN : SHORTEST_HAN);
  }

  /** A name as it is written, in pinyin, and by its initials. */
  private static Stream<String> spellings(String name) {
    List<String> syllables = Pinyin.syllables(Folding.fold(name));
    return Stream.of(name, String.join("", syllables), String.join("", Pinyin.initials(syllables)));
  }
}
