package org.keqiao.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are folded and spelled the way that readers type them. */
class PinyinTest {

  @ParameterizedTest
  @CsvSource({
    "長方形的週長, 长方形的周长",
    "ＡＢＣ　１２３, abc 123",
    "頭髮 發現, 头发 发现",
    "薴, 苎",
    "  Where\u0000 IS\tit , where is it"
  })
  void text_folded_isWhatReadersTakeItFor(String text, String folded) {
    assertThat(Folding.fold(text)).isEqualTo(folded);
  }

  @Property
  void text_foldedTwice_staysAsItIs(@ForAll String text) {
    String once = Folding.fold(text);
    assertThat(Folding.fold(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({
    "长方形的周长, chang fang xing de zhou chang",
    "生长, sheng zhang",
    "重复的作用, chong fu de zuo yong",
    "音乐之都, yin yue zhi dou",
    "一元一次方程（第2课时）, yi yuan yi ci fang cheng di 2 ke shi",
    "unit 3 绿色, unit 3 lv se"
  })
  void word_isSpelledByItsReading(String text, String spelled) {
    assertThat(String.join(" ", Pinyin.syllables(text))).isEqualTo(spelled);
  }

  @Property
  void anyText_canBeSpelled(@ForAll String text) {
    assertThat(Pinyin.syllables(Folding.fold(text))).doesNotContain("", "none");
  }

  @Test
  void initials_areTheFirstLetters() {
    assertThat(Pinyin.initials(Pinyin.syllables("平行四边形"))).containsExactly("p", "x", "s", "b", "x");
  }

  @Test
  void sounds_thatManyConfuse_areOne() {
    assertThat(Pinyin.loose(List.of("zhou", "chang", "yin", "unit")))
        .isEqualTo(Pinyin.loose(List.of("zou", "can", "ying", "unit")));
  }

  @ParameterizedTest
  @CsvSource({
    "pingxing, ping xing",
    "pingx, ping x",
    "ping xing si bian xing, ping xing si bian xing",
    "changfangxingzhouchang, chang fang xing zhou chang",
    "xi'an, xi an"
  })
  void letters_areCutIntoSyllables(String typed, String cut) {
    assertThat(TypedPinyin.read(typed).spellings().getFirst()).containsExactly(cut.split(" "));
  }

  @Test
  void letters_ofTwoReadings_haveBoth() {
    assertThat(TypedPinyin.read("xian").spellings()).contains(List.of("xian"), List.of("xi", "an"));
  }

  @ParameterizedTest
  @CsvSource({"pxsbx, true", "zc, true", "unit, false", "z, false"})
  void letters_canBeInitials(String typed, boolean initials) {
    assertThat(TypedPinyin.read(typed).initials().isPresent()).isEqualTo(initials);
  }

  @ParameterizedTest
  @CsvSource({"library", "面积", "x+1", "unit 3"})
  void words_thatAreNoPinyin_haveNoSpelling(String typed) {
    assertThat(TypedPinyin.read(typed).spellings()).isEmpty();
  }
}
