package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/**
 * Whatever steps are taken in whatever order, a lesson stays within its life and keeps its past.
 */
class LessonLifeTest {

  private static final Instant BEGIN = Instant.parse("2026-08-20T02:00:00Z");

  /** Where a lesson may go in one step, written down a second time. */
  private static final Map<LessonState, Set<LessonState>> DECLARED =
      Map.of(
          LessonState.DRAFT,
          Set.of(LessonState.SUBMITTED, LessonState.PUBLISHED),
          LessonState.SUBMITTED,
          Set.of(LessonState.DRAFT, LessonState.IN_REVIEW, LessonState.PUBLISHED),
          LessonState.IN_REVIEW,
          Set.of(LessonState.ACCEPTED, LessonState.RETURNED, LessonState.PUBLISHED),
          LessonState.RETURNED,
          Set.of(LessonState.SUBMITTED, LessonState.PUBLISHED),
          LessonState.ACCEPTED,
          Set.of(LessonState.DRAFT, LessonState.PUBLISHED),
          LessonState.PUBLISHED,
          Set.of(LessonState.UNLISTED, LessonState.FLAGGED, LessonState.WITHDRAWN),
          LessonState.UNLISTED,
          Set.of(LessonState.PUBLISHED, LessonState.FLAGGED, LessonState.WITHDRAWN),
          LessonState.FLAGGED,
          Set.of(LessonState.PUBLISHED, LessonState.WITHDRAWN),
          LessonState.WITHDRAWN,
          Set.of(LessonState.PUBLISHED));

  private static Lesson draft() {
    return Lesson.draft(
        Json.read(Json.bytes(Map.of("title", "秒")), LessonDraft.class),
        List.of(),
        new Lesson.Owner(new Id("maker"), Optional.empty(), Optional.empty()));
  }

  private static Lesson taken(Lesson lesson, Transition step, int number) {
    Instant at = BEGIN.plusSeconds(number);
    return step == Transition.REPLACE
        ? lesson.replacedBy(new Id("next-" + number), lesson.next(new Id("old")), at)
        : lesson.after(step, at);
  }

  @Property
  void lesson_afterAnySteps_isWhereTheTableLeadsAndForgetsNothing(
      @ForAll @Size(max = 60) List<Transition> steps) {
    Lesson before = draft();
    for (int number = 0; number < steps.size(); number++) {
      Lesson after;
      try {
        after = taken(before, steps.get(number), number);
      } catch (FaultException refused) {
        assertThat(refused.fault().code()).startsWith("lesson-");
        continue;
      }
      if (after.state() != before.state()) {
        assertThat(DECLARED.get(before.state())).contains(after.state());
      }
      List<Life.Step> history = before.life().history();
      assertThat(after.life().history().subList(0, history.size())).isEqualTo(history);
      assertThat(after.life().history()).hasSize(history.size() + 1);
      assertThat(after.life().release()).isGreaterThanOrEqualTo(before.life().release());
      assertThat(after.isServed()).isEqualTo(after.state().isOut());
      before = after;
    }
  }

  @Property
  void lesson_flaggedForSomethingSerious_isServedToNobody(@ForAll Life.Severity severity) {
    Lesson flagged =
        draft().after(Transition.PUBLISH, BEGIN).after(Transition.FLAG, BEGIN).flagged(severity);
    assertThat(flagged.isServed()).isEqualTo(severity == Life.Severity.MINOR);
    assertThat(flagged.gone().isPresent()).isEqualTo(severity == Life.Severity.SERIOUS);
    assertThat(flagged.after(Transition.CLEAR, BEGIN).isServed()).isTrue();
  }
}
