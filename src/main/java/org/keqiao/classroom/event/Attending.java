package org.keqiao.classroom.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who is there, and who was there when.
 *
 * @param present by connection, the first first
 * @param rooms past stretches by school
 * @param lead past stretches of the end that leads
 */
public record Attending(
    Map<String, Presence> present, Map<String, List<Stretch>> rooms, List<Stretch> lead) {

  static final Attending NOBODY = new Attending(Map.of(), Map.of(), List.of());

  /** Keeps its lists from changing. */
  public Attending {
    present = new LinkedHashMap<>(present);
    rooms = new TreeMap<>(rooms);
    lead = List.copyOf(lead);
  }

  Attending after(Happened next) {
    return switch (next.act()) {
      case Act.Join join -> joined(next, join);
      case Act.Leave(String connection, long until) -> gone(connection, until);
      case Act.Report report -> reported(next, report);
      case Act.End _ -> over(next.at());
      default -> this;
    };
  }

  private Attending joined(Happened next, Act.Join join) {
    Presence fresh = Presence.of(next, join);
    Attending now = this;
    for (Presence other : List.copyOf(present.values())) {
      if (other.place().equals(fresh.place()) || other.connection().equals(join.connection())) {
        now = now.gone(other.connection(), next.at());
      }
    }
    Map<String, Presence> more = new LinkedHashMap<>(now.present);
    more.put(join.connection(), fresh);
    return new Attending(more, now.rooms, now.lead);
  }

  private Attending gone(String connection, long until) {
    Presence left = present.get(connection);
    if (left == null) {
      return this;
    }
    Map<String, Presence> others = new LinkedHashMap<>(present);
    others.remove(connection);
    Attending counted = left.stretch().map(last -> counted(left, last.closed(until))).orElse(this);
    return new Attending(others, counted.rooms, counted.lead);
  }

  private Attending counted(Presence whose, Stretch stretch) {
    if (stretch.way().isEmpty()) {
      return new Attending(present, rooms, add(lead, stretch));
    }
    String school = whose.school().orElse("");
    Map<String, List<Stretch>> more = new TreeMap<>(rooms);
    more.put(school, add(rooms.getOrDefault(school, List.of()), stretch));
    return new Attending(present, more, lead);
  }

  private static List<Stretch> add(List<Stretch> all, Stretch one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  /** The first report also speaks of the time since its sender came. */
  private Attending reported(Happened next, Act.Report report) {
    Optional<Presence> sender =
        present.values().stream()
            .filter(each -> each.seat() == next.seat() && each.school().equals(next.school()))
            .filter(each -> each.account().equals(next.by()))
            .filter(each -> each.seat() == Seat.ROOM)
            .findFirst();
    return sender.map(room -> reported(room, next.at(), report.way())).orElse(this);
  }

  private Attending reported(Presence room, long at, Way way) {
    Attending now = this;
    Stretch running;
    Optional<Stretch> last = room.stretch();
    if (last.isEmpty()) {
      running = new Stretch(room.since(), at, Optional.of(way));
    } else if (at - last.get().to() > Stretch.SILENCE) {
      now = counted(room, last.get());
      running = new Stretch(at, at, Optional.of(way));
    } else if (last.get().way().equals(Optional.of(way))) {
      running = last.get().until(at);
    } else {
      now = counted(room, last.get().until(at));
      running = new Stretch(at, at, Optional.of(way));
    }
    Map<String, Presence> all = new LinkedHashMap<>(now.present);
    all.put(room.connection(), room.with(Optional.of(running), at));
    return new Attending(all, now.rooms, now.lead);
  }

  private Attending over(long at) {
    Attending now = this;
    for (String connection : List.copyOf(present.keySet())) {
      now = now.gone(connection, at);
    }
    return now;
  }

  /** Whether anybody has one of these seats now. */
  public boolean isThere(Seat seat) {
    return present.values().stream().anyMatch(each -> each.seat() == seat);
  }

  /** The room of a school, if it is there. */
  public Optional<Presence> room(String school) {
    return present.values().stream()
        .filter(each -> each.seat() == Seat.ROOM && each.school().equals(Optional.of(school)))
        .findFirst();
  }

  /** When a school took part, as far as is known at a moment. */
  public List<Stretch> ofSchool(String school, long now) {
    List<Stretch> all = new ArrayList<>(over(now).rooms.getOrDefault(school, List.of()));
    all.sort(Comparator.comparingLong(Stretch::from));
    return List.copyOf(all);
  }

  /** When the end that leads was there, as far as is known at a moment. */
  public List<Stretch> ofLead(long now) {
    return over(now).lead;
  }
}
