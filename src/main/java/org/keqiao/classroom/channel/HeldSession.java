package org.keqiao.classroom.channel;

import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Board;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Happened;
import org.keqiao.classroom.event.Presence;
import org.keqiao.classroom.event.Seat;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session as one server holds it. Members, other servers and the clock touch it from many
 * threads; all of it is done in one mailbox, one thing after the other, so that nothing of it is
 * locked and nothing is seen half done. A mailbox of virtual threads, and not an event loop,
 * because to find out who owns a session waits for the bucket and for other servers.
 */
final class HeldSession implements Ear {

  private static final Logger LOG = LoggerFactory.getLogger(HeldSession.class);

  /** How often a room that follows as before is put in the log; in milliseconds. */
  private static final long SIGN_OF_LIFE = 15_000;

  private final Facts facts;
  private final Work work;
  private final Hooks hooks;
  private final Order order;
  private final Audience audience;
  private final Promises promises = new Promises();
  private final List<MessageConsumer<String>> ears = new ArrayList<>();
  private volatile long owned = -1;

  /**
   * What else becomes of a session.
   *
   * @param opened the lead has come
   * @param ended it is over, and all of it is in the log; runs in the mailbox and must not block
   */
  record Hooks(Consumer<Id> opened, Consumer<Id> ended) {}

  HeldSession(Facts facts, Limits limits, Work work, Hooks hooks) {
    this.facts = facts;
    this.work = work;
    this.hooks = hooks;
    this.audience = new Audience(facts);
    this.order = new Order(new Rules(facts, limits), work, this);
  }

  Id id() {
    return facts.id();
  }

  Facts facts() {
    return facts;
  }

  private void post(Runnable task) {
    work.mailbox().execute(task);
  }

  private <T> CompletableFuture<T> compute(Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    post(
        () -> {
          try {
            result.complete(task.get());
          } catch (RuntimeException failed) {
            result.completeExceptionally(failed);
          }
        });
    return result;
  }

  /** Learns where the session stands; everything else comes after it. */
  CompletableFuture<Void> open() {
    return compute(
        () -> {
          if (work.bus().isShared()) {
            ears.add(work.bus().hear(id(), text -> post(() -> hear(text))));
          }
          order.open();
          return null;
        });
  }

  private void hear(String text) {
    SessionBus.parse(text)
        .ifPresent(
            word -> {
              switch (word) {
                case Word.Pointing pointing when !isOurs(pointing.server()) ->
                    audience.point(pointing.x(), pointing.y());
                case Word.Following following when !isOurs(following.server()) ->
                    audience.follows(following.school(), following.follower());
                default -> order.hear(word);
              }
            });
  }

  private boolean isOurs(String server) {
    return server.equals(work.bus().server());
  }

  /**
   * Somebody comes.
   *
   * @param seen place of the last thing that she knows of
   */
  void join(Member member, Optional<Long> seen) {
    post(
        () -> {
          if (order.state().ended()) {
            member.outbox().close(Member.OVER, "session-over");
            return;
          }
          audience.add(member, order.state(), known(seen), work.now());
          seat(member);
        });
  }

  /** The place from which on a member knows which lines there are. */
  private Optional<Long> known(Optional<Long> seen) {
    return seen.filter(
        place ->
            place >= order.state().board().cleared()
                && order
                    .replica()
                    .since(place)
                    .filter(missed -> missed.stream().noneMatch(each -> Board.wipes(each.act())))
                    .isPresent());
  }

  private void seat(Member member) {
    Act join = new Act.Join(member.connection(), work.bus().server());
    var _ = carry(command(member, join), refusal -> {});
  }

  private static Command command(Member member, Act act) {
    return new Command(Id.fresh().value(), member.account(), member.seat(), member.school(), act);
  }

  /** She has gone. */
  void leave(Member member) {
    long now = work.now();
    post(
        () -> {
          audience.remove(member);
          if (order.state().attending().present().containsKey(member.connection())) {
            var _ = carry(command(member, new Act.Leave(member.connection(), now)), refusal -> {});
          }
        });
  }

  /**
   * A member wants something to happen.
   *
   * @param arrived {@link System#nanoTime} when it came
   */
  void act(Member member, Optional<String> ref, Act act, long arrived) {
    post(
        () -> {
          if (act instanceof Act.Report report && !tellsNews(member, report)) {
            return;
          }
          CompletableFuture<Void> kept =
              carry(command(member, act), refusal -> member.refuse(ref, refusal));
          if (act.urgent()) {
            work.metrics().delivered(arrived);
            ref.ifPresent(name -> kept.thenRun(() -> member.outbox().send(Spoken.kept(name))));
          }
        });
  }

  /** Whether a report says what the log does not know. */
  private boolean tellsNews(Member member, Act.Report report) {
    member
        .school()
        .ifPresent(
            school -> {
              Follower follower = new Follower(work.now(), report);
              audience.follows(school, follower);
              work.bus().tell(id(), new Word.Following(work.bus().server(), school, follower));
            });
    Presence known = order.state().attending().present().get(member.connection());
    return known != null
        && (known.stretch().isEmpty()
            || work.now() - known.heard() >= SIGN_OF_LIFE
            || (!facts.makeUp() && !known.stretch().get().way().equals(Optional.of(report.way()))));
  }

  private CompletableFuture<Void> carry(Command command, Consumer<Refusal> refused) {
    CompletableFuture<Void> kept =
        command.act().urgent() ? promises.make(command) : new CompletableFuture<>();
    try {
      order
          .carry(command)
          .ifPresent(
              refusal -> {
                promises.drop(command.id());
                refused.accept(refusal);
              });
    } catch (FaultException away) {
      LOG.warn("session {} cannot be put in order now: {}", id(), away.getMessage());
    }
    return kept;
  }

  /** Ends it; done when that is in the log. */
  CompletableFuture<Void> end(String account) {
    return compute(
            () ->
                order.state().ended()
                    ? CompletableFuture.<Void>completedFuture(null)
                    : carry(
                        new Command(
                            Id.fresh().value(),
                            account,
                            Seat.LEAD,
                            Optional.empty(),
                            new Act.End()),
                        refusal -> {}))
        .thenCompose(kept -> kept);
  }

  void point(double x, double y) {
    post(
        () -> {
          audience.point(x, y);
          work.bus().tell(id(), new Word.Pointing(work.bus().server(), x, y));
        });
  }

  /** Another server asks. */
  CompletableFuture<Word> asked(Word word) {
    return compute(
        () ->
            switch (word) {
              case Word.Carry carry -> order.carryFor(carry.command());
              default ->
                  new Word.Synced(
                      order.isOwner() ? Optional.of(order.replica().snapshot()) : Optional.empty());
            });
  }

  /** Where it stands, as far as this server knows. */
  CompletableFuture<ClassState> state() {
    return compute(order::state);
  }

  /** Place of the last thing that happened, if this server owns the session; else -1. */
  long owned() {
    return owned;
  }

  void hearOf(String server, long seq) {
    post(() -> order.hearOf(server, seq));
  }

  @Override
  public void happened(Happened next, ClassState after) {
    owned = order.isOwner() ? after.seq() : -1;
    audience.tell(next, after);
    if (next.act() instanceof Act.Join && next.seat() == Seat.LEAD && order.isOwner()) {
      hooks.opened().accept(id());
    }
  }

  @Override
  public void restarted(ClassState now) {
    owned = order.isOwner() ? now.seq() : -1;
    audience.restart(now, work.now());
  }

  @Override
  public void kept() {
    promises.keep(order.replica());
    if (order.state().ended() && order.replica().durable() >= order.state().seq()) {
      audience.close(Member.OVER, "session-over");
      if (order.isOwner()) {
        hooks.ended().accept(id());
      }
    }
  }

  /** What must be done from time to time. */
  void tick() {
    post(
        () -> {
          audience.tick(order.state(), work.now());
          try {
            lookAfter();
          } catch (FaultException away) {
            LOG.warn("session {} waits for the bucket: {}", id(), away.getMessage());
          }
        });
  }

  private void lookAfter() {
    ClassState state = order.state();
    if (state.ended()) {
      return;
    }
    if (!order.isOwner()
        && !audience.isEmpty()
        && !state.owner().filter(work.servers()::isHeard).isPresent()) {
      order.settle();
    }
    for (Command command : promises.placeless(order.replica())) {
      order.carry(command).ifPresent(refusal -> promises.drop(command.id()));
    }
    if (order.isOwner()) {
      reap(state.attending().present());
    }
    Map<String, Presence> present = order.state().attending().present();
    audience.members().stream()
        .filter(each -> !present.containsKey(each.connection()))
        .forEach(this::seat);
  }

  /** Whoever was at a server that is gone has gone with it. */
  private void reap(Map<String, Presence> present) {
    for (Presence each : List.copyOf(present.values())) {
      if (!work.servers().isHeard(each.server())) {
        long until = Math.max(each.heard(), work.servers().lastHeard(each.server()));
        Command leave =
            new Command(
                Id.fresh().value(),
                each.account(),
                each.seat(),
                each.school(),
                new Act.Leave(each.connection(), until));
        order.carry(leave);
      }
    }
  }

  /** Whether nobody would miss it on this server. */
  CompletableFuture<Boolean> isIdle() {
    return compute(
        () ->
            audience.isEmpty()
                && promises.isEmpty()
                && (!order.isOwner()
                    || (order.isWritten() && order.state().attending().present().isEmpty())));
  }

  /** Writes what is not written, and hears no more. */
  CompletableFuture<Void> close() {
    return compute(
        () -> {
          order.finish();
          owned = -1;
          ears.forEach(MessageConsumer::unregister);
          return null;
        });
  }
}
