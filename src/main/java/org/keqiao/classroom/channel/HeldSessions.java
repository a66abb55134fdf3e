package org.keqiao.classroom.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that have members on this server, and what the servers say to each other. */
public final class HeldSessions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeldSessions.class);
  private static final Duration TICK = Duration.ofMillis(250);

  /** How long a session stays in memory that nobody uses; in ticks. */
  private static final int LINGER = 80;

  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private final Map<Id, Held> sessions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("classroom").factory());
  private final Surroundings around;
  private final SessionBus bus;
  private final ChannelMetrics metrics;
  private final List<MessageConsumer<String>> ears;

  private static final class Held {
    private final HeldSession session;
    private final CompletableFuture<Void> opened;
    private int users;
    private int unused;

    Held(HeldSession session) {
      this.session = session;
      this.opened = session.open();
    }
  }

  /**
   * What sessions live in.
   *
   * @param facts what must be known of a session
   * @param outcome learns what becomes of sessions
   */
  public record Surroundings(
      SessionLog log, Limits limits, Clock clock, Function<Id, Facts> facts, Outcome outcome) {}

  /** Begins to hear of other servers. */
  public HeldSessions(Vertx vertx, Surroundings around, MeterRegistry registry) {
    this.around = around;
    this.bus = new SessionBus(vertx, Id.fresh().value());
    this.metrics = new ChannelMetrics(registry, sessions.values());
    this.ears =
        bus.isShared() ? List.of(bus.hearAll(this::hear), bus.serve(this::answer)) : List.of();
    var _ =
        timer.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  ChannelMetrics metrics() {
    return metrics;
  }

  Limits limits() {
    return around.limits();
  }

  /**
   * A session, for somebody who uses it until she gives it back.
   *
   * @throws FaultException not found, or unavailable
   */
  HeldSession take(Id id) {
    Optional<Facts> facts =
        Optional.of(id).filter(any -> !sessions.containsKey(any)).map(around.facts());
    Held held =
        sessions.compute(
            id,
            (same, known) -> {
              Held now =
                  known != null ? known : hold(facts.orElseGet(() -> around.facts().apply(id)));
              now.users++;
              return now;
            });
    try {
      held.opened.join();
      return held.session;
    } catch (CompletionException failed) {
      sessions.remove(id, held);
      throw failed.getCause() instanceof FaultException fault ? fault : failed;
    }
  }

  private Held hold(Facts facts) {
    Mailbox mailbox = new Mailbox(THREADS);
    Work work = new Work(around.log(), bus, around.clock(), mailbox, timer, metrics);
    return new Held(
        new HeldSession(
            facts, around.limits(), work, new HeldSession.Hooks(this::opened, this::ended)));
  }

  private void opened(Id session) {
    THREADS.execute(() -> quietly(() -> around.outcome().opened(session)));
  }

  private void ended(Id session) {
    Held held = sessions.get(session);
    if (held != null) {
      var _ =
          held.session
              .state()
              .thenAcceptAsync(
                  last -> quietly(() -> around.outcome().ended(session, last)), THREADS);
    }
  }

  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException later) {
      LOG.warn("the record of a session is behind: {}", later.getMessage());
    }
  }

  void giveBack(Id id) {
    var _ =
        sessions.computeIfPresent(
            id,
            (same, held) -> {
              held.users--;
              held.unused = 0;
              return held;
            });
  }

  /** Where a session stands now. */
  public ClassState state(Id id) {
    HeldSession session = take(id);
    try {
      return session.state().join();
    } finally {
      giveBack(id);
    }
  }

  /**
   * Ends a session; returns when that is kept.
   *
   * @param account that ends it
   * @return where it stood at last
   */
  public ClassState end(Id id, String account) {
    HeldSession session = take(id);
    try {
      session.end(account).join();
      return session.state().join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof FaultException fault ? fault : failed;
    } finally {
      giveBack(id);
    }
  }

  private void hear(String text) {
    SessionBus.parse(text)
        .ifPresent(
            word -> {
              switch (word) {
                case Word.Beat beat when !beat.server().equals(bus.server()) -> hear(beat);
                case Word.Bye bye -> bus.servers().gone(bye.server());
                default -> {}
              }
            });
  }

  private void hear(Word.Beat beat) {
    bus.servers().heard(beat.server(), around.clock().millis());
    beat.owned()
        .forEach(
            (id, seq) ->
                Optional.ofNullable(sessions.get(new Id(id)))
                    .ifPresent(held -> held.session.hearOf(beat.server(), seq)));
  }

  private CompletableFuture<Word> answer(Word word) {
    Optional<String> id =
        switch (word) {
          case Word.Carry carry -> Optional.of(carry.session());
          case Word.Sync sync -> Optional.of(sync.session());
          default -> Optional.empty();
        };
    Optional<Held> held = id.map(name -> sessions.get(new Id(name)));
    return held.map(each -> each.session.asked(word))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    word instanceof Word.Carry
                        ? new Word.Carried(false, Optional.empty())
                        : new Word.Synced(Optional.empty())));
  }

  private void tick() {
    if (bus.isShared()) {
      Map<String, Long> owned = new HashMap<>();
      sessions.forEach(
          (id, held) -> {
            if (held.session.owned() >= 0) {
              owned.put(id.value(), held.session.owned());
            }
          });
      bus.tellAll(new Word.Beat(bus.server(), owned));
    }
    for (Held each : sessions.values()) {
      each.session.tick();
      if (each.users == 0 && ++each.unused > LINGER) {
        each.unused = 0;
        var _ = each.session.isIdle().thenAcceptAsync(idle -> forget(each, idle), THREADS);
      }
    }
  }

  private void forget(Held unused, boolean idle) {
    if (!idle) {
      return;
    }
    Held left =
        sessions.computeIfPresent(
            unused.session.id(), (id, held) -> held == unused && held.users == 0 ? null : held);
    if (left != unused) {
      var _ = unused.session.close();
    }
  }

  /** Writes what is not written, and lets other servers go on. */
  @Override
  public void close() {
    CompletableFuture.allOf(
            sessions.values().stream()
                .map(held -> held.session.close())
                .toArray(CompletableFuture[]::new))
        .join();
    bus.tellAll(new Word.Bye(bus.server()));
    ears.forEach(MessageConsumer::unregister);
    timer.shutdownNow();
  }
}
