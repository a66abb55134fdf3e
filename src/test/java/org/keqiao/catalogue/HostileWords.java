package org.keqiao.catalogue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What nobody means well with types into a search box; the same in every run. */
final class HostileWords {

  private static final List<String> PIECES =
      List.of(
          "title:",
          "_exists_:",
          "*",
          "?",
          "~2",
          "^99999",
          "AND",
          "OR NOT",
          "&&",
          "||",
          "!",
          "(",
          ")",
          "[1 TO *]",
          "{",
          "}",
          "/.*.*.*/",
          "\\",
          "\"",
          "'",
          ":",
          "<",
          ">",
          "=",
          "+",
          "-",
          "<script>alert(1)</script>",
          "' OR 1=1 --",
          "{\"query\":{\"match_all\":{}}}",
          "${jndi:x}",
          "../../etc/passwd",
          "%s%n",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "😀",
          "🇨🇳",
          "\u200D",
          "\u202E",
          "\uFEFF",
          "\u0000",
          "\u0007",
          "\r\n",
          "\t",
          "\uD800",
          "\uDC00",
          "\uE000",
          "\uE001",
          "\uFDFA",
          "\uFDFD",
          "á̂̃",
          "ﷺ",
          "㍿",
          "①",
          "ß",
          "İ",
          "年级",
          "三上",
          "第3页",
          "第十二单元",
          "p 99",
          "unit 7",
          "的",
          "怎么",
          "讲",
          "请问",
          "课",
          "视频",
          "分数",
          "周长",
          "長方形",
          "xian",
          "zhuang",
          "fang'an",
          "ang",
          "n",
          "g",
          "pxsbx",
          "乘法",
          "。",
          "，",
          "《",
          "》",
          "…",
          "—");
  private static final List<String> REPEATED =
      List.of(
          "a", "x", "z", "(", "\"", "的", "怎么", "长", "xian", "ang", "gangan", "fangan", "zhuang",
          "ni hao ", "a b ", "年级", "三上", "😀", "\uFDFA", "\u0301", "* ", "/", "abcd ", "长方 ");

  private HostileWords() {}

  /** So many texts. */
  static Stream<String> texts(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> text(random));
  }

  private static String text(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> pick(PIECES, random);
      case 1 -> repeated(random, 1 + random.nextInt(200));
      case 2 -> points(random, 0x20, 0x7F, 1 + random.nextInt(200));
      case 3 -> points(random, 0x4E00, 0x9FFF, 1 + random.nextInt(200));
      case 4 -> points(random, 0, 0x10FFFF, 1 + random.nextInt(200));
      case 5 -> points(random, 'a', 'z' + 1, 1 + random.nextInt(80));
      default -> joined(random, 1 + random.nextInt(24));
    };
  }

  private static String repeated(Random random, int characters) {
    String piece = pick(REPEATED, random);
    String text = piece.repeat(1 + characters / piece.length());
    return text.substring(0, characters);
  }

  private static String joined(Random random, int pieces) {
    String between = random.nextBoolean() ? " " : "";
    return IntStream.range(0, pieces)
        .mapToObj(i -> pick(PIECES, random))
        .collect(Collectors.joining(between));
  }

  private static String points(Random random, int first, int end, int count) {
    return random
        .ints(count, first, end)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String pick(List<String> pieces, Random random) {
    return pieces.get(random.nextInt(pieces.size()));
  }
}
