package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fault.FaultException;

/** The life of a lesson. */
class TransitionTest {

  @ParameterizedTest
  @CsvSource({
    "DRAFT,     SUBMIT,    SUBMITTED",
    "SUBMITTED, TAKE_BACK, DRAFT",
    "DRAFT,     PUBLISH,   PUBLISHED",
    "SUBMITTED, PUBLISH,   PUBLISHED",
    "WITHDRAWN, PUBLISH,   PUBLISHED",
    "PUBLISHED, WITHDRAW,  WITHDRAWN"
  })
  void step_thatBeginsAtTheState_leadsToTheNext(
      LessonState state, Transition step, LessonState next) {
    assertThat(step.from(state)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "SUBMITTED, SUBMIT,    lesson-not-draft",
    "PUBLISHED, SUBMIT,    lesson-not-draft",
    "WITHDRAWN, SUBMIT,    lesson-not-draft",
    "DRAFT,     TAKE_BACK, lesson-not-submitted",
    "PUBLISHED, TAKE_BACK, lesson-not-submitted",
    "WITHDRAWN, TAKE_BACK, lesson-not-submitted",
    "PUBLISHED, PUBLISH,   lesson-published",
    "DRAFT,     WITHDRAW,  lesson-not-published",
    "SUBMITTED, WITHDRAW,  lesson-not-published",
    "WITHDRAWN, WITHDRAW,  lesson-not-published"
  })
  void step_thatBeginsElsewhere_isRefused(LessonState state, Transition step, String code) {
    assertThatThrownBy(() -> step.from(state))
        .isInstanceOfSatisfying(
            FaultException.class, refused -> assertThat(refused.fault().code()).isEqualTo(code));
  }
}
