package org.keqiao.classroom.channel;

import java.util.Optional;
import java.util.Set;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Floor;
import org.keqiao.classroom.event.Seat;
import org.keqiao.classroom.event.Way;

/** Who may do what, and when: pure, and asked by the owner alone, so that there is one answer. */
record Rules(Facts facts, Limits limits) {

  private static Set<Seat> seats(Act act) {
    return switch (act) {
      case Act.Own _, Act.Join _, Act.Leave _ -> Set.of(Seat.values());
      case Act.Play _,
          Act.Pause _,
          Act.Seek _,
          Act.Show _,
          Act.Page _,
          Act.Draw _,
          Act.Clear _,
          Act.Ask _,
          Act.CloseQuestion _,
          Act.CallOn _,
          Act.End _ ->
          Set.of(Seat.LEAD);
      case Act.MarkAnswered _ -> Set.of(Seat.LEAD, Seat.ASSISTANT);
      case Act.Hand _, Act.Answer _, Act.Report _ -> Set.of(Seat.ROOM);
      case Act.Text _ -> Set.of(Seat.ROOM, Seat.ASSISTANT);
    };
  }

  /** Whether a seat may do this at all. */
  static boolean mayDo(Seat seat, Act act) {
    return seats(act).contains(seat);
  }

  /** Why a command is not carried out; nothing when it is. */
  Optional<Refusal> refusal(ClassState state, Command command) {
    if (!mayDo(command.seat(), command.act())) {
      return Optional.of(Refusal.of("seat-may-not", command.seat().label()));
    }
    if (state.ended() && !(command.act() instanceof Act.Leave)) {
      return Optional.of(Refusal.of("session-over"));
    }
    Floor floor = state.floor();
    return switch (command.act()) {
      case Act.Draw(Act.Stroke stroke) ->
          refuse(
              state.board().lines().size() >= limits.strokes()
                  && state.board().lines().stream()
                      .noneMatch(line -> line.stroke().id().equals(stroke.id())),
              "board-full",
              limits.strokes());
      case Act.CallOn(String school) ->
          refuse(!facts.rooms().contains(school), "room-unknown", school);
      case Act.CloseQuestion(String question) ->
          refuse(!floor.isAsked(question), "question-closed", question);
      case Act.Answer answer -> answer(floor, answer);
      case Act.Text _ ->
          refuse(floor.texts().size() >= limits.texts(), "too-many-questions", limits.texts());
      case Act.MarkAnswered(String id) ->
          refuse(
              floor.texts().stream().noneMatch(text -> text.id().equals(id)),
              "question-unknown",
              id);
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> answer(Floor floor, Act.Answer answer) {
    if (!floor.isAsked(answer.question())) {
      return Optional.of(Refusal.of("question-closed", answer.question()));
    }
    Act.Question asked = floor.question().orElseThrow().asked();
    return refuse(
        asked.isPoll() && !asked.choices().contains(answer.value()),
        "choice-unknown",
        answer.value());
  }

  private static Optional<Refusal> refuse(boolean when, String code, Object... arguments) {
    return when ? Optional.of(Refusal.of(code, arguments)) : Optional.empty();
  }

  /** An act as it is put in the log. */
  Act logged(Act act) {
    return act instanceof Act.Report report && facts.makeUp()
        ? new Act.Report(
            report.position(), report.playing(), Way.RECORDING, report.rung(), report.stalledMs())
        : act;
  }
}
