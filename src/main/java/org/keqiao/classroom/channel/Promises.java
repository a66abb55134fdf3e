package org.keqiao.classroom.channel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.keqiao.fault.FaultException;

/**
 * Commands of members of this server that are not known to be in the log: each is carried out again
 * when the server that had put it in order is lost before it was written. Of the session's mailbox.
 */
final class Promises {

  private static final int MOST = 2000;

  private final Map<String, Promise> open = new LinkedHashMap<>();

  private record Promise(Command command, CompletableFuture<Void> kept) {}

  /**
   * Notes a command.
   *
   * @return done when it is in the log
   */
  CompletableFuture<Void> make(Command command) {
    Promise promise = new Promise(command, new CompletableFuture<>());
    if (open.size() < MOST) {
      open.put(command.id(), promise);
    }
    return promise.kept();
  }

  /** A command was refused. */
  void drop(String command) {
    Promise dropped = open.remove(command);
    if (dropped != null) {
      dropped.kept().completeExceptionally(FaultException.conflict("session-over"));
    }
  }

  /** Keeps what is in the log now. */
  void keep(Replica replica) {
    for (Promise each : List.copyOf(open.values())) {
      Optional<Long> place = replica.placeOf(each.command().id());
      if (place.filter(seq -> seq <= replica.durable()).isPresent()) {
        open.remove(each.command().id());
        each.kept().complete(null);
      }
    }
  }

  /** Commands that nobody has put in order, or whose place was lost. */
  List<Command> placeless(Replica replica) {
    return open.values().stream()
        .map(Promise::command)
        .filter(command -> replica.placeOf(command.id()).isEmpty())
        .toList();
  }

  boolean isEmpty() {
    return open.isEmpty();
  }
}
