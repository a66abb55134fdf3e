package org.keqiao.classroom.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Happened;
import org.keqiao.classroom.event.Seat;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what happens in a session in order. One server owns the order; it says at once what happens
 * and writes it into the log within a fifth of a second. A server that does not hear of the owner
 * takes its place by writing the next object of the log, which only one can; what the old owner had
 * said and not yet written is taken over as far as the new one has heard it. Of the session's
 * mailbox; may block it.
 */
final class Order {

  private static final Logger LOG = LoggerFactory.getLogger(Order.class);
  private static final Duration GATHER = Duration.ofMillis(60);
  private static final Duration LAZY = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 8;
  private static final int MOST_UNWRITTEN = 20_000;

  private final Rules rules;
  private final Work work;
  private final Ear ear;
  private final List<Happened> unwritten = new ArrayList<>();
  private Replica replica;
  private boolean writing;
  private boolean flushSoon;
  private boolean flushLate;
  private int generation;

  /**
   * @param ear hears what comes of it
   */
  Order(Rules rules, Work work, Ear ear) {
    this.rules = rules;
    this.work = work;
    this.ear = ear;
    this.replica = new Replica(first());
  }

  private Id session() {
    return rules.facts().id();
  }

  private ClassState first() {
    return ClassState.first(rules.facts().lesson());
  }

  private String self() {
    return work.bus().server();
  }

  Replica replica() {
    return replica;
  }

  ClassState state() {
    return replica.state();
  }

  boolean isOwner() {
    return state().owner().equals(Optional.of(self()));
  }

  /**
   * Learns where the session stands, from the server that owns it or from the log.
   *
   * @throws FaultException unavailable
   */
  void open() {
    Optional<SessionLog.Batch> last = work.log().last(session());
    if (last.isPresent() && !adopted(last.get().server())) {
      replica = fromLog();
    }
  }

  private Replica fromLog() {
    Replica read = new Replica(first());
    work.log().after(session(), 0).forEachOrdered(batch -> absorb(read, batch));
    return read;
  }

  private static void absorb(Replica replica, SessionLog.Batch batch) {
    batch.entries().forEach(replica::take);
    replica.kept(batch.entries().getLast().seq(), batch.number());
  }

  /** Takes the state of another server, if that one owns the session. */
  private boolean adopted(String server) {
    if (server.equals(self()) || !work.bus().isShared() || !work.servers().mayLive(server)) {
      return false;
    }
    Optional<Word> answer = work.bus().ask(server, new Word.Sync(session().value()));
    if (answer.isPresent()
        && answer.get() instanceof Word.Synced(Optional<Replica.Snapshot> snapshot)
        && snapshot.isPresent()) {
      work.servers().heard(server, work.now());
      restart(Replica.of(snapshot.get()));
      return true;
    }
    return false;
  }

  private void restart(Replica other) {
    replica = other;
    generation++;
    writing = false;
    unwritten.clear();
    ear.restarted(state());
    ear.kept();
  }

  /**
   * Has a command carried out, here or by the owner.
   *
   * @return why it is not
   */
  Optional<Refusal> carry(Command command) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (isOwner()) {
        return order(command);
      }
      Optional<Word.Carried> answer =
          state().owner().filter(work.servers()::mayLive).flatMap(owner -> ask(owner, command));
      if (answer.isPresent() && answer.get().owner()) {
        return answer.get().refusal();
      }
      settle();
    }
    return Optional.of(Refusal.of("session-unsettled"));
  }

  private Optional<Word.Carried> ask(String owner, Command command) {
    return work.bus()
        .ask(owner, new Word.Carry(session().value(), command))
        .map(
            word ->
                word instanceof Word.Carried carried
                    ? carried
                    : new Word.Carried(false, Optional.empty()));
  }

  /** Carries out what another server asks for, if this one is the owner. */
  Word.Carried carryFor(Command command) {
    return isOwner()
        ? new Word.Carried(true, order(command))
        : new Word.Carried(false, Optional.empty());
  }

  private Optional<Refusal> order(Command command) {
    if (replica.placeOf(command.id()).isPresent()) {
      return Optional.empty();
    }
    if (Happened.within(state().seq()) >= Happened.LAST_OF_EPOCH
        || unwritten.size() > MOST_UNWRITTEN) {
      return Optional.of(Refusal.of("log-behind"));
    }
    Optional<Refusal> refusal = rules.refusal(state(), command);
    if (refusal.isEmpty()) {
      Act act = rules.logged(command.act());
      say(
          new Happened(
              state().seq() + 1,
              Math.max(state().at(), work.now()),
              command.by(),
              command.seat(),
              command.school(),
              command.id(),
              act));
      flushLater(act.urgent());
    }
    return refusal;
  }

  private void say(Happened next) {
    long previous = state().seq();
    replica.take(next);
    unwritten.add(next);
    work.bus().tell(session(), new Word.Entries(self(), previous, List.of(next)));
    ear.happened(next, state());
  }

  /** Finds out who owns the session; takes it when nobody does. */
  void settle() {
    Optional<SessionLog.Batch> last = work.log().last(session());
    long number = last.map(SessionLog.Batch::number).orElse(0L);
    if (number > replica.objects()) {
      if (adopted(last.orElseThrow().server())) {
        return;
      }
      catchUp();
    }
    claim();
  }

  /** Reads what was written, and keeps what was only heard if it follows that. */
  private void catchUp() {
    List<SessionLog.Batch> more = work.log().after(session(), replica.objects()).toList();
    boolean same =
        more.stream().allMatch(batch -> Optional.of(batch.server()).equals(state().owner()));
    if (same) {
      more.forEach(batch -> absorbAndSay(batch));
    } else {
      restart(fromLog());
    }
  }

  private void absorbAndSay(SessionLog.Batch batch) {
    for (Happened entry : batch.entries()) {
      if (entry.seq() > state().seq()) {
        replica.take(entry);
        ear.happened(entry, state());
      }
    }
    replica.kept(batch.entries().getLast().seq(), batch.number());
  }

  private void claim() {
    long previous = state().seq();
    Happened own =
        new Happened(
            Happened.nextEpoch(previous),
            Math.max(state().at(), work.now()),
            "system",
            Seat.OBSERVER,
            Optional.empty(),
            Id.fresh().value(),
            new Act.Own(self()));
    List<Happened> entries = new ArrayList<>(replica.tail());
    entries.add(own);
    SessionLog.Batch batch = new SessionLog.Batch(replica.objects() + 1, self(), entries);
    if (!work.log().append(session(), batch)) {
      return;
    }
    LOG.info("session {} is put in order by this server from {} on", session(), own.seq());
    generation++;
    writing = false;
    unwritten.clear();
    replica.take(own);
    replica.kept(own.seq(), batch.number());
    work.bus().tell(session(), new Word.Entries(self(), previous, List.of(own)));
    work.bus().tell(session(), new Word.Kept(self(), own.seq(), batch.number()));
    ear.happened(own, state());
    ear.kept();
  }

  /** Another server says something of the session. */
  void hear(Word word) {
    switch (word) {
      case Word.Entries entries when !entries.server().equals(self()) -> hear(entries);
      case Word.Kept kept when state().owner().equals(Optional.of(kept.server())) && !isOwner() -> {
        if (kept.seq() <= state().seq()) {
          replica.kept(kept.seq(), kept.objects());
          ear.kept();
        }
      }
      default -> {}
    }
  }

  private void hear(Word.Entries heard) {
    work.servers().heard(heard.server(), work.now());
    long last = heard.entries().getLast().seq();
    if (heard.previous() == state().seq()) {
      if (isOwner()) {
        restartUnowned();
      }
      for (Happened entry : heard.entries()) {
        replica.take(entry);
        ear.happened(entry, state());
      }
    } else if (last > state().seq()) {
      var _ = adopted(heard.server());
    }
  }

  /** Somebody else has taken over exactly where this server was. */
  private void restartUnowned() {
    generation++;
    writing = false;
    unwritten.clear();
  }

  /** A server says that it owns the session, and how far it is. */
  void hearOf(String server, long seq) {
    if (!server.equals(self()) && seq > state().seq()) {
      var _ = adopted(server);
    }
  }

  private void flushLater(boolean urgent) {
    if (urgent && !flushSoon) {
      flushSoon = true;
      work.later(GATHER, this::flushNow);
    } else if (!urgent && !flushLate) {
      flushLate = true;
      work.later(LAZY, this::flushNow);
    }
  }

  private void flushNow() {
    flushSoon = false;
    flushLate = false;
    flush();
  }

  private void flush() {
    if (writing || unwritten.isEmpty() || !isOwner()) {
      return;
    }
    writing = true;
    SessionLog.Batch batch =
        new SessionLog.Batch(replica.objects() + 1, self(), List.copyOf(unwritten));
    int now = generation;
    work.write(
        session(),
        batch,
        written -> {
          if (now == generation) {
            flushed(batch, written);
          }
        });
  }

  private void flushed(SessionLog.Batch batch, boolean written) {
    writing = false;
    if (!written) {
      LOG.info("session {} is put in order by another server now", session());
      restart(fromLog());
      var _ = state().owner().filter(this::adopted);
      return;
    }
    unwritten.subList(0, batch.entries().size()).clear();
    replica.kept(batch.entries().getLast().seq(), batch.number());
    work.bus().tell(session(), new Word.Kept(self(), replica.durable(), replica.objects()));
    ear.kept();
    if (unwritten.stream().anyMatch(entry -> entry.act().urgent())) {
      flush();
    }
  }

  /** Writes what is not written; returns when it is, or cannot be. */
  void finish() {
    if (isOwner() && !writing && !unwritten.isEmpty()) {
      SessionLog.Batch batch =
          new SessionLog.Batch(replica.objects() + 1, self(), List.copyOf(unwritten));
      try {
        if (work.log().append(session(), batch)) {
          unwritten.clear();
          replica.kept(batch.entries().getLast().seq(), batch.number());
          ear.kept();
        }
      } catch (FaultException away) {
        LOG.warn("the last of session {} is not kept: {}", session(), away.getMessage());
      }
    }
  }

  /** Whether everything that happened is in the log. */
  boolean isWritten() {
    return unwritten.isEmpty() && !writing;
  }
}
