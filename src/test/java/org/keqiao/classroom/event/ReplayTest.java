package org.keqiao.classroom.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.keqiao.store.Json;

/** The log of a session, played back, is the session. */
class ReplayTest {

  private static final ClassState FIRST = ClassState.first(Optional.of("lesson-one"));

  private static Arbitrary<Act> acts() {
    Arbitrary<Double> position = Arbitraries.doubles().between(0, 900);
    Arbitrary<String> name = Arbitraries.of("a", "b", "c");
    return Arbitraries.oneOf(
        position.map(Act.Play::new),
        position.map(Act.Pause::new),
        position.map(Act.Seek::new),
        name.map(id -> new Act.Show(Optional.of(id), "video", Optional.empty(), Optional.empty())),
        Arbitraries.integers().between(1, 9).map(page -> new Act.Page("slides", page)),
        name.map(id -> new Act.Draw(new Act.Stroke(id, "red", 3, List.of(List.of(0.1, 0.25))))),
        Arbitraries.just(new Act.Clear()),
        name.map(id -> new Act.Ask(new Act.Question(id, "poll", "?", List.of("x", "y")))),
        name.map(Act.CloseQuestion::new),
        name.map(Act.CallOn::new),
        Arbitraries.of(true, false).map(Act.Hand::new),
        name.map(id -> new Act.Answer(id, "x")),
        name.map(id -> new Act.Text(id, "为什么？")),
        name.map(Act.MarkAnswered::new),
        name.map(id -> new Act.Join(id, "server-" + id)),
        Combinators.combine(name, Arbitraries.longs().between(0, 9_000_000)).as(Act.Leave::new),
        Combinators.combine(position, Arbitraries.of(Way.class))
            .as((at, way) -> new Act.Report(at, true, way, Optional.of("480p"), Optional.empty())),
        name.map(Act.Own::new));
  }

  @Provide
  Arbitrary<List<Happened>> logs() {
    Arbitrary<Happened> each =
        Combinators.combine(
                acts(),
                Arbitraries.of(Seat.class),
                Arbitraries.of("a", "b", "c"),
                Arbitraries.longs().between(1, 40_000))
            .as(
                (act, seat, school, later) ->
                    new Happened(
                        0, later, "account-" + school, seat, Optional.of(school), "", act));
    return each.list().ofMaxSize(60).map(ReplayTest::ordered);
  }

  private static List<Happened> ordered(List<Happened> all) {
    List<Happened> log = new ArrayList<>();
    long seq = 0;
    long at = 1_000;
    for (Happened each : all) {
      seq = each.act() instanceof Act.Own ? Happened.nextEpoch(seq) : seq + 1;
      at += each.at();
      log.add(
          new Happened(
              seq, at, each.by(), each.seat(), each.school(), "command-" + seq, each.act()));
    }
    return log;
  }

  @Property
  void log_readBackFromJson_leadsToTheLiveState(@ForAll("logs") List<Happened> log) {
    ClassState live = FIRST;
    List<Happened> read = new ArrayList<>();
    for (Happened each : log) {
      live = live.after(each);
      read.add(Json.read(Json.bytes(each), Happened.class));
    }
    assertThat(read).isEqualTo(log);
    assertThat(Replay.of(FIRST, read)).isEqualTo(live);
    assertThat(Json.read(Json.bytes(live), ClassState.class)).isEqualTo(live);
  }

  @Property
  void log_heardTwiceAndFromAnyPlaceOnwards_leadsToTheSameState(
      @ForAll("logs") List<Happened> log, @ForAll @IntRange(max = 60) int from) {
    ClassState once = Replay.of(FIRST, log);
    ClassState twice = FIRST;
    for (Happened each : log) {
      twice = twice.after(each);
    }
    for (Happened each : log.subList(Math.min(from, log.size()), log.size())) {
      twice = twice.after(each);
    }
    assertThat(twice).isEqualTo(once);
  }

  @Property
  void state_atAMoment_isWhatThePartOfTheLogUpToThenLeadsTo(
      @ForAll("logs") List<Happened> log, @ForAll @IntRange(max = 60) int upTo) {
    List<Happened> part = log.subList(0, Math.min(upTo, log.size()));
    long moment = part.isEmpty() ? 0 : part.getLast().at();
    assertThat(Replay.at(FIRST, log, moment)).isEqualTo(Replay.of(FIRST, part));
  }

  @Property
  void stretches_ofASchool_lieOneAfterTheOther(@ForAll("logs") List<Happened> log) {
    ClassState state = Replay.of(FIRST, log);
    for (String school : List.of("a", "b", "c")) {
      List<Stretch> all = state.attending().ofSchool(school, state.at());
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).from()).isLessThanOrEqualTo(all.get(i).to());
        assertThat(all.get(i).to()).isLessThanOrEqualTo(Math.max(state.at(), 9_000_000));
      }
    }
  }

  @Property
  void session_thatIsOver_changesByNothing(@ForAll("logs") List<Happened> log) {
    long seq = log.isEmpty() ? 0 : log.getLast().seq();
    ClassState over =
        Replay.of(FIRST, log)
            .after(
                new Happened(
                    seq + 1, 9_999_999, "t", Seat.LEAD, Optional.empty(), "end", new Act.End()));
    assertThat(over.attending().present()).isEmpty();
    ClassState later = over;
    for (Happened each : log) {
      later =
          later.after(
              new Happened(
                  each.seq() + 90_000_000,
                  each.at(),
                  each.by(),
                  each.seat(),
                  each.school(),
                  "later",
                  each.act()));
    }
    assertThat(later.picture()).isEqualTo(over.picture());
    assertThat(later.floor()).isEqualTo(over.floor());
    assertThat(later.attending()).isEqualTo(over.attending());
  }

  private static Happened room(long seq, long second, Act act) {
    return new Happened(seq, second * 1000, "t", Seat.ROOM, Optional.of("village"), "c" + seq, act);
  }

  private static Act report(Way way) {
    return new Act.Report(1, true, way, Optional.empty(), Optional.empty());
  }

  @Test
  void attendance_ofARoomThatFallsBackAndDropsOut_isByWay_andEndsWhereItWasHeardLast() {
    ClassState state =
        Replay.of(
            FIRST,
            List.of(
                room(1, 100, new Act.Join("one", "s")),
                room(2, 105, report(Way.VIDEO)),
                room(3, 120, report(Way.VIDEO)),
                room(4, 130, report(Way.LITE)),
                room(5, 145, report(Way.LITE)),
                room(6, 400, new Act.Leave("one", 400_000)),
                room(7, 410, new Act.Join("two", "s")),
                room(8, 415, report(Way.LITE))));
    assertThat(state.attending().ofSchool("village", 420_000))
        .containsExactly(
            new Stretch(100_000, 130_000, Optional.of(Way.VIDEO)),
            new Stretch(130_000, 145_000, Optional.of(Way.LITE)),
            new Stretch(410_000, 420_000, Optional.of(Way.LITE)));
  }
}
