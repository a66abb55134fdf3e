package org.keqiao.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The measure itself is right. */
class RankingTest {

  @Test
  void bestOrder_isWorthOne() {
    assertThat(new Ranking(List.of(3, 2, 1), List.of(1, 3, 2)).ndcg()).isEqualTo(1);
  }

  @Test
  void worseOrder_isWorthLess() {
    double expected = (3 / 1.0 + 7 / 1.584962500721156) / (7 / 1.0 + 3 / 1.584962500721156);
    assertThat(new Ranking(List.of(2, 3), List.of(3, 2)).ndcg()).isEqualTo(expected, within(1e-9));
  }

  @Test
  void emptyResult_isWorthNothing() {
    assertThat(new Ranking(List.of(), List.of(3)).ndcg()).isZero();
  }

  @Test
  void success_needsAUsefulLessonAmongTheFirst() {
    Ranking ranking = new Ranking(List.of(1, 0, 2), List.of(2, 1));
    assertThat(ranking.succeeds(1)).isFalse();
    assertThat(ranking.succeeds(3)).isTrue();
  }
}
