package org.keqiao.classroom.channel;

/** What a text may be made of. */
final class Unicode {

  private Unicode() {}

  /** Whether it has no half of a character and nothing that steers a terminal. */
  static boolean isSound(String text) {
    return text.codePoints()
        .noneMatch(
            letter ->
                (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE)
                    || (Character.isISOControl(letter) && letter != '\n' && letter != '\t'));
  }
}
