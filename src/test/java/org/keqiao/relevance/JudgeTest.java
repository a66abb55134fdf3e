package org.keqiao.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judgements follow the rule. */
class JudgeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      emptyValue = "",
      value = {
        "pep-math-3a-8-2 | ''  | ''     | pep-math-3a-8-2 | 《周长》第1课时 | 3",
        "pep-math-3a-8   | ''  | ''     | pep-math-3a-8-2 | 《周长》第1课时 | 3",
        "pep-math-3a-8-2 | ''  | 练习课 | pep-math-3a-8-2 | 周长练习课       | 3",
        "pep-math-3a-8-2 | ''  | 练习课 | pep-math-3a-8-2 | 《周长》第1课时 | 2",
        "pep-math-3a-8-2 | ''  | ''     | bnu-math-3a-5-1 | 什么是周长       | 2",
        "pep-math-3a-8-2 | pep | ''     | bnu-math-3a-5-1 | 什么是周长       | 1",
        "pep-math-3a-8-2 | ''  | ''     | pep-math-3a-8-1 | 四边形           | 1",
        "pep-math-3a-8-2 | ''  | ''     | ''              | 周长闯关游戏     | 1",
        "pep-math-3a-8   | ''  | ''     | pep-math-3a-9-1 | 周长的几分之一   | 0",
      })
  void lesson_isGraded_byWhereItIsFiled(
      String meant, String edition, String kind, String node, String title, int grade) {
    JudgedQuery query = new JudgedQuery("words", "周长", List.of(meant), edition, kind);
    String of = node.isEmpty() ? "" : node.substring(0, 3);
    FiledLesson lesson = new FiledLesson("one", title, node, "math", of, List.of("周长"));
    assertThat(new Judge().grades(query, List.of(lesson)).getOrDefault("one", 0)).isEqualTo(grade);
  }
}
