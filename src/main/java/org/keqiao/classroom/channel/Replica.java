package org.keqiao.classroom.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Happened;

/** A session's state as one server has it, and the last of what led to it. Of one thread. */
final class Replica {

  private static final int REMEMBERED = 2000;
  private static final int PASSED_ON = 500;

  private ClassState state;
  private final Deque<Happened> recent = new ArrayDeque<>();
  private final Map<String, Long> commands = new HashMap<>();
  private long durable;
  private long objects;

  Replica(ClassState first) {
    this.state = first;
  }

  /**
   * A replica as one server gives it to another.
   *
   * @param durable place of the last thing that is in the log
   * @param objects how many objects the log has
   */
  record Snapshot(ClassState state, List<Happened> recent, long durable, long objects) {}

  static Replica of(Snapshot snapshot) {
    Replica replica = new Replica(snapshot.state());
    snapshot.recent().forEach(replica::remember);
    replica.kept(snapshot.durable(), snapshot.objects());
    return replica;
  }

  Snapshot snapshot() {
    long passed = Math.max(tail().size(), Math.min(PASSED_ON, recent.size()));
    return new Snapshot(
        state, recent.stream().skip(recent.size() - passed).toList(), durable, objects);
  }

  ClassState state() {
    return state;
  }

  /** Place of the last thing that is in the log. */
  long durable() {
    return durable;
  }

  /** How many objects the log has. */
  long objects() {
    return objects;
  }

  void kept(long seq, long count) {
    durable = Math.max(durable, seq);
    objects = Math.max(objects, count);
  }

  /** One more thing, which follows the last. */
  void take(Happened next) {
    if (next.seq() > state.seq()) {
      state = state.after(next);
      remember(next);
    }
  }

  private void remember(Happened next) {
    recent.add(next);
    commands.put(next.command(), next.seq());
    if (recent.size() > REMEMBERED && recent.element().seq() <= durable) {
      commands.remove(recent.remove().command());
    }
  }

  /** The place of what a command led to, if it was carried out. */
  Optional<Long> placeOf(String command) {
    return Optional.ofNullable(commands.get(command));
  }

  /** What came after a place; nothing when that is not known any more. */
  Optional<List<Happened>> since(long seen) {
    boolean known = seen == state.seq() || recent.stream().anyMatch(each -> each.seq() == seen);
    return known
        ? Optional.of(recent.stream().filter(each -> each.seq() > seen).toList())
        : Optional.empty();
  }

  /** What is not in the log yet. */
  List<Happened> tail() {
    return recent.stream().filter(each -> each.seq() > durable).toList();
  }
}
