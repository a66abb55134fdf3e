package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.catalogue.Taxonomy.Term;
import org.keqiao.catalogue.search.SearchWords;

/** What a teacher's words mean. */
class SearchWordsTest {

  private static final Taxonomy TAXONOMY =
      new Taxonomy(
          List.of(term("primary", "小学"), term("junior", "初中")),
          List.of(term("math", "数学"), term("chinese", "语文"), term("physics", "物理")),
          List.of(term("pep", "人教版", "统编", "部编", "人教"), term("bnu", "北师大版", "北师大")),
          List.of(term("g3", "三年级"), term("g8", "八年级", "初二")),
          List.of(term("a", "上册"), term("b", "下册")),
          List.of(term("course", "课程教学")),
          List.of(term("moral", "德育")),
          List.of(term("captions", "字幕")));

  private static Term term(String id, String name, String... aliases) {
    return new Term(id, name, List.of(aliases), Optional.empty());
  }

  private static SearchWords read(String words) {
    return SearchWords.read(words, TAXONOMY.vocabulary());
  }

  @ParameterizedTest
  @CsvSource({
    "三上数学 人教 面积, 面积, math, pep, g3, a",
    "3年级下册数学面积, 面积, math, , g3, b",
    "部编 三上 语文 山行, 山行, chinese, pep, g3, a",
    "初二物理 凸透镜, 凸透镜, physics, , g8, ",
    "八年級物理 透鏡 人教版, 透镜, physics, pep, g8, ",
    "怎么讲长方形的周长公式, 长方形的周长公式, , , , "
  })
  void words_nameTermsAndATopic(
      String words, String topic, String subject, String edition, String grade, String volume) {
    SearchWords read = read(words);
    assertThat(read.topic()).isEqualTo(topic);
    assertThat(read.wished("subject")).isEqualTo(list(subject));
    assertThat(read.wished("edition")).isEqualTo(list(edition));
    assertThat(read.wished("grade")).isEqualTo(list(grade));
    assertThat(read.wished("volume")).isEqualTo(list(volume));
  }

  private static List<String> list(String value) {
    return value == null ? List.of() : List.of(value);
  }

  @ParameterizedTest
  @CsvSource({"数学三上85页, 85", "人教版三年级上册数学第62页, 62", "三上数学 p85, 85", "第 7 页, 7"})
  void words_nameAPage(String words, int page) {
    assertThat(read(words).page()).hasValue(page);
    assertThat(read(words).hasTopic()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"三上数学第三单元, 3", "第十二单元, 12", "第10章, 10", "五上英语 Unit 2, 2"})
  void words_nameAUnit(String words, int unit) {
    assertThat(read(words).unit()).hasValue(unit);
  }

  @Test
  void words_thatAreAllFilling_areTheTopicThemselves() {
    assertThat(read("公开课").topic()).isEqualTo("公开课");
  }

  @Test
  void name_withinALongerLatinWord_isNoName() {
    assertThat(read("peppers").wishes()).isEmpty();
  }
}
