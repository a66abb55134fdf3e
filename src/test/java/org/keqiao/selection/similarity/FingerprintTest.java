package org.keqiao.selection.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is alike has fingerprints that are near each other, and the index finds it. */
class FingerprintTest {

  private static final String FRACTIONS =
      "分数的初步认识：把一个月饼平均分成两份，每份是它的一半，也就是它的二分之一。"
          + "同学们拿出一张圆形的纸，对折以后涂色，说一说涂色的部分是这张纸的几分之几，"
          + "再想一想怎样折出它的四分之一。最后比较二分之一和四分之一，哪一个更大？为什么？"
          + "请小组讨论，用折好的纸片说明自己的理由，并把结论写在学习任务单上。";

  private static final String FAMILY =
      "Unit two: my family. Look, listen and say. This is my mother, this is my father, and this is"
          + " my little sister. Who is that man? He is my grandfather. Draw a picture of your family"
          + " and tell your partner about the people in it.";

  private static BufferedImage slide(long seed, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    Random random = new Random(seed);
    canvas.scale(width / 16.0, height / 9.0);
    for (int i = 0; i < 40; i++) {
      canvas.setColor(new Color(random.nextInt(0x1000000)));
      canvas.fillRect(
          random.nextInt(16), random.nextInt(9), 1 + random.nextInt(6), 1 + random.nextInt(4));
    }
    canvas.dispose();
    return picture;
  }

  private static Fingerprint of(String text) {
    return new Fingerprint(TextPrint.of(text), List.of());
  }

  @Test
  void text_withAFewWordsChanged_isNear() {
    String changed = FRACTIONS.repeat(3) + FRACTIONS.replace("月饼", "苹果");
    Optional<Fingerprint.Nearness> near = of(FRACTIONS.repeat(4)).to(of(changed));
    assertThat(near).map(Fingerprint.Nearness::by).contains("text");
  }

  @Test
  void text_inTraditionalCharactersAndOtherSpaces_isTheSame() {
    String other = FRACTIONS.replace("分数", "分數").replace("，", " , ");
    assertThat(TextPrint.of(other)).isEqualTo(TextPrint.of(FRACTIONS));
  }

  @Test
  void texts_ofDifferentLessons_areNotNear() {
    assertThat(of(FRACTIONS).to(of(FAMILY))).isEmpty();
  }

  @Test
  void text_ofAFewWords_isNotCompared() {
    assertThat(TextPrint.of("分数的初步认识")).isEmpty();
  }

  @Test
  void picture_madeSmallerOrDarker_isNear() {
    BufferedImage large = slide(7, 1280, 720);
    BufferedImage dark = slide(7, 1280, 720);
    Graphics2D canvas = dark.createGraphics();
    canvas.setColor(new Color(0, 0, 0, 60));
    canvas.fillRect(0, 0, 1280, 720);
    canvas.dispose();
    Bits print = PicturePrint.of(large);
    assertThat(print.distance(PicturePrint.of(slide(7, 320, 180))))
        .isLessThanOrEqualTo(PicturePrint.NEAR);
    assertThat(print.distance(PicturePrint.of(dark))).isLessThanOrEqualTo(PicturePrint.NEAR);
  }

  @Test
  void pictures_ofDifferentSlides_areNotNear() {
    List<Bits> prints = List.of(PicturePrint.of(slide(1, 640, 360)));
    Fingerprint other =
        new Fingerprint(Optional.empty(), List.of(PicturePrint.of(slide(2, 640, 360))));
    assertThat(new Fingerprint(Optional.empty(), prints).to(other)).isEmpty();
  }

  @Property
  void fingerprints_thatAreNear_haveAMarkInCommon(
      @ForAll long bits, @ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int changes) {
    long other = bits;
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      other ^= 1L << random.nextInt(64);
    }
    Fingerprint picture = new Fingerprint(Optional.empty(), List.of(new Bits(bits)));
    Fingerprint changed = new Fingerprint(Optional.empty(), List.of(new Bits(other)));
    assertThat(Collections.disjoint(picture.marks(), changed.marks())).isFalse();
    assertThat(Bits.of(new Bits(bits).hex())).isEqualTo(new Bits(bits));
    if (changes <= TextPrint.NEAR) {
      assertThat(
              Collections.disjoint(
                  new Fingerprint(Optional.of(new Bits(bits)), List.of()).marks(),
                  new Fingerprint(Optional.of(new Bits(other)), List.of()).marks()))
          .isFalse();
    }
  }
}
