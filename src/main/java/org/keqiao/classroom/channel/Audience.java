package org.keqiao.classroom.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Board;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Floor;
import org.keqiao.classroom.event.Happened;
import org.keqiao.classroom.event.Presence;
import org.keqiao.classroom.event.Seat;
import org.keqiao.classroom.event.Way;

/** The members of a session on this server, and what they are told. Of the session's mailbox. */
final class Audience {

  private static final long OFTEN = 1000;

  private final Facts facts;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Follower> following = new HashMap<>();
  private final Map<String, String> rowsTold = new HashMap<>();
  private boolean answersChanged;
  private boolean overseersLate;
  private boolean roomsLate;
  private long overseersTold;

  Audience(Facts facts) {
    this.facts = facts;
  }

  Collection<Member> members() {
    return List.copyOf(members.values());
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  boolean has(Member member) {
    return members.containsKey(member.connection());
  }

  void add(Member member, ClassState state, Optional<Long> since, long now) {
    members.put(member.connection(), member);
    member.outbox().restart(welcome(member, state, since, now));
  }

  void remove(Member member) {
    members.remove(member.connection());
    rowsTold.remove(member.connection());
  }

  /** All begin anew. */
  void restart(ClassState state, long now) {
    for (Member each : members()) {
      each.outbox().restart(welcome(each, state, Optional.empty(), now));
    }
  }

  private String welcome(Member member, ClassState state, Optional<Long> since, long now) {
    return new Spoken.Welcome(member, facts, state, since, rows(member, state)).text(now);
  }

  private void all(Consumer<Outbox> say) {
    members.values().forEach(each -> say.accept(each.outbox()));
  }

  /** Tells all what happened. */
  void tell(Happened next, ClassState after) {
    if (Board.wipes(next.act())) {
      String text = Spoken.cleared(next.seq());
      all(outbox -> outbox.send(text));
    }
    switch (next.act()) {
      case Act.Play _, Act.Pause _, Act.Seek _, Act.Show _, Act.Page _ -> tellState(after);
      case Act.Draw _ -> {
        String text = Spoken.stroke(after.board().lines().getLast());
        all(outbox -> outbox.send(text));
      }
      case Act.Ask _, Act.CloseQuestion _, Act.Answer _ -> tellQuestion(next, after.floor());
      case Act.Hand _, Act.CallOn _ -> tellHands(next, after);
      case Act.Text text -> tellText(after.floor(), text.id());
      case Act.MarkAnswered(String id) -> tellText(after.floor(), id);
      case Act.Join join -> joined(next, join);
      case Act.Leave _ -> presenceChanged();
      case Act.End _ -> {
        String text = Spoken.ended();
        all(outbox -> outbox.send(text));
      }
      case Act.Clear _, Act.Report _, Act.Own _ -> {}
    }
  }

  private void tellState(ClassState after) {
    String text = Spoken.state(after.picture());
    all(outbox -> outbox.sendLatest("state", text));
  }

  private void tellQuestion(Happened next, Floor floor) {
    switch (next.act()) {
      case Act.Ask _ -> {
        String text = Spoken.asked(floor.question().orElseThrow());
        all(outbox -> outbox.send(text));
      }
      case Act.CloseQuestion(String id) -> {
        String text = Spoken.closed(next.seq(), id);
        all(outbox -> outbox.send(text));
      }
      default -> answersChanged = true;
    }
  }

  private void tellHands(Happened next, ClassState after) {
    String hands = Spoken.hands(after.floor().hands());
    all(outbox -> outbox.sendLatest("hands", hands));
    if (next.act() instanceof Act.CallOn(String school)) {
      String text = Spoken.calledOn(school);
      all(outbox -> outbox.send(text));
    }
    overseersLate = true;
  }

  private void tellText(Floor floor, String id) {
    floor.texts().stream()
        .filter(each -> each.id().equals(id))
        .forEach(
            each -> {
              String text = Spoken.textQuestion(each);
              members.values().stream()
                  .filter(
                      member ->
                          member.teaches() || member.school().equals(Optional.of(each.school())))
                  .forEach(member -> member.outbox().send(text));
            });
  }

  /** Whoever had the seat before has it no more. */
  private void joined(Happened next, Act.Join join) {
    String place = Presence.place(next.seat(), next.school(), next.by(), join.connection());
    for (Member each : members()) {
      String own = Presence.place(each.seat(), each.school(), each.account(), each.connection());
      if (own.equals(place) && !each.connection().equals(join.connection())) {
        remove(each);
        each.outbox().close(Member.REPLACED, "replaced");
      }
    }
    presenceChanged();
  }

  private void presenceChanged() {
    overseersLate = true;
    roomsLate = true;
  }

  void point(double x, double y) {
    String text = Spoken.pointer(x, y);
    all(outbox -> outbox.sendNow(text));
  }

  void follows(String school, Follower follower) {
    following.put(school, follower);
    overseersLate = true;
  }

  /** Says what is not said at once, and what could not be said before. */
  void tick(ClassState state, long now) {
    if (answersChanged) {
      answersChanged = false;
      state
          .floor()
          .question()
          .map(open -> Spoken.answers(open, state.floor().answers()).toString())
          .ifPresent(this::tellTeachers);
    }
    if (overseersLate && now - overseersTold >= OFTEN) {
      overseersLate = false;
      overseersTold = now;
      String text = Spoken.presence(rows(state), state.attending().isThere(Seat.LEAD));
      members.values().stream()
          .filter(Member::oversees)
          .forEach(each -> each.outbox().sendLatest("presence", text));
    }
    if (roomsLate) {
      roomsLate = false;
      members.values().stream()
          .filter(each -> !each.oversees())
          .forEach(each -> tellRow(each, state));
    }
    all(Outbox::flush);
  }

  private void tellTeachers(String text) {
    members.values().stream()
        .filter(Member::teaches)
        .forEach(each -> each.outbox().sendLatest("answers", text));
  }

  private void tellRow(Member member, ClassState state) {
    String text = Spoken.presence(rows(member, state), state.attending().isThere(Seat.LEAD));
    if (!text.equals(rowsTold.put(member.connection(), text))) {
      member.outbox().sendLatest("presence", text);
    }
  }

  private List<Spoken.RoomRow> rows(Member member, ClassState state) {
    return member.oversees()
        ? rows(state)
        : facts.rooms().stream()
            .filter(school -> member.school().equals(Optional.of(school)))
            .map(school -> row(school, state).withoutPlace())
            .toList();
  }

  private List<Spoken.RoomRow> rows(ClassState state) {
    List<Spoken.RoomRow> rows = new ArrayList<>();
    facts.rooms().forEach(school -> rows.add(row(school, state)));
    return rows;
  }

  private Spoken.RoomRow row(String school, ClassState state) {
    Optional<Presence> presence = state.attending().room(school);
    Optional<Follower> follower =
        Optional.ofNullable(following.get(school)).filter(any -> presence.isPresent());
    Optional<Way> way =
        follower
            .map(each -> each.report().way())
            .or(() -> presence.flatMap(Presence::stretch).flatMap(stretch -> stretch.way()));
    return new Spoken.RoomRow(
        school,
        facts.names().getOrDefault(school, school),
        presence.isPresent(),
        state.floor().hands().contains(school),
        way.map(Way::label),
        follower.map(each -> each.report().position()),
        follower.map(each -> each.report().playing()),
        follower.flatMap(each -> each.report().rung()),
        follower.flatMap(each -> each.lag(state.picture())));
  }

  void close(int code, String reason) {
    for (Member each : members()) {
      remove(each);
      each.outbox().close(code, reason);
    }
  }
}
