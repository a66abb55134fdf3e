package org.keqiao.shards;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the shards current: what this server changes is applied after a moment, several changes
 * together; on a schedule everything is built again, which heals what a killed server did not
 * apply.
 */
final class ShardKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShardKeeper.class);
  private static final Duration MOMENT = Duration.ofSeconds(2);

  /** How often lessons are looked at whose video could not be played yet. */
  private static final Duration VIDEO = Duration.ofSeconds(15);

  /** How often the order of the most used is made anew: it is a list to browse, not a ticker. */
  private static final Duration USES = Duration.ofMinutes(15);

  /** How often heads are deleted that were replaced: there may be one for every moment. */
  private static final Duration HEADS = Duration.ofHours(1);

  /** How often shards are deleted that are not current. */
  private static final Duration SHARDS = Duration.ofDays(1);

  /** How long a stop waits for what is being built. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ShardBuilder builder;
  private final Library library;
  private final OldShards old;
  private final AtomicReference<Changes> pending = new AtomicReference<>(Changes.NONE);
  private final Set<Id> waiting = new HashSet<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("shards").factory());

  ShardKeeper(ShardBuilder builder, Library library, OldShards old) {
    this.builder = builder;
    this.library = library;
    this.old = old;
    library.lessons().listen((id, before, after) -> note(Changes.of(id, before, after)));
    library.textbooks().listen((id, before, after) -> note(Changes.ofTextbook(id)));
    library.taxonomies().listen((id, before, after) -> note(Changes.of(Changes.Other.TAXONOMY)));
    library
        .collections()
        .listen((id, before, after) -> note(Changes.of(Changes.Other.COLLECTIONS)));
  }

  /**
   * Starts to work in the background; when there are no shards at all they are built first.
   *
   * @param all how often everything is built again
   */
  void start(Duration all) {
    boolean first = builder.isFirst();
    if (first) {
      quietly(this::rebuild);
    }
    every(all, first ? all : Duration.ZERO, this::rebuild);
    every(MOMENT, MOMENT, this::applyPending);
    every(VIDEO, VIDEO, this::noteThosePlayable);
    every(USES, USES, () -> note(Changes.of(Changes.Other.USES)));
    every(HEADS, HEADS, old::sweepHeads);
    every(SHARDS, HEADS, () -> old.sweep(Instant.now().minus(OldShards.AGE)));
  }

  private void every(Duration pause, Duration first, Runnable task) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> quietly(task), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException away) {
      LOG.warn("the shards cannot be brought up to date now: {}", away.getMessage());
    }
  }

  private void note(Changes more) {
    if (!more.isEmpty()) {
      pending.accumulateAndGet(more, Changes::and);
    }
  }

  private void noteThosePlayable() {
    waiting.forEach(this::noteWhenPlayable);
  }

  private void noteWhenPlayable(Id lesson) {
    library
        .find(lesson)
        .filter(filed -> !filed.entry().waitsForItsVideo())
        .ifPresent(filed -> note(Changes.of(lesson, Set.of(filed.shelf()))));
  }

  private void rebuild() {
    Instant begin = Instant.now();
    Changes included = pending.getAndSet(Changes.NONE);
    try {
      Set<Id> still = builder.rebuild();
      waiting.clear();
      waiting.addAll(still);
      LOG.info("all shards are built in {} ms", Duration.between(begin, Instant.now()).toMillis());
    } catch (RuntimeException away) {
      note(included);
      throw away;
    }
  }

  private void applyPending() {
    Changes changes = pending.getAndSet(Changes.NONE);
    if (changes.isEmpty()) {
      return;
    }
    try {
      Set<Id> still = builder.apply(changes);
      waiting.removeAll(changes.lessons().keySet());
      waiting.addAll(still);
    } catch (MissingShard lost) {
      LOG.warn("{}; all shards are built again", lost.getMessage());
      rebuild();
    } catch (RuntimeException away) {
      note(changes);
      throw away;
    }
  }

  /** Applies what is still pending, so that an orderly stop leaves nothing to heal. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
      quietly(this::noteThosePlayable);
      quietly(this::applyPending);
    } catch (InterruptedException hurried) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
