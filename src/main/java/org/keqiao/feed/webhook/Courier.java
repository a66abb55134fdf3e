package org.keqiao.feed.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after all webhooks of this platform on one server: whichever has something to bring gets a
 * thread of its own, so that one whose other side does not answer holds up no other.
 */
final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration LOOK = Duration.ofMillis(300);

  /** So late it is noticed that another server has changed how far a webhook is. */
  private static final Duration AT_LEAST = Duration.ofSeconds(20);

  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final int SECONDS_TO_STOP = 15;

  private final Round.Parts parts;
  private final String server = Id.fresh().value();
  private final Map<Id, Waiting> waiting = new ConcurrentHashMap<>();
  private final Set<Id> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Repeating looking = new Repeating("webhooks");
  private volatile boolean closing;

  /** Nothing to do before the feed has this page, or before a moment. */
  private record Waiting(long page, Instant until, long webhookVersion) {}

  Courier(Round.Parts parts) {
    this.parts = parts;
  }

  /** Begins to bring. */
  Courier start() {
    looking.now(LOOK, this::look);
    return this;
  }

  /** Something about a webhook has changed here. */
  void hint(Id webhook) {
    waiting.remove(webhook);
  }

  private void look() {
    try {
      parts.webhooks().all().filter(this::due).forEach(this::begin);
    } catch (RuntimeException away) {
      LOG.warn("webhooks cannot be looked after now: {}", away.getMessage());
    }
  }

  private boolean due(Entry<Webhook> webhook) {
    Waiting wait = waiting.get(webhook.id());
    return webhook.value().enabled()
        && !running.contains(webhook.id())
        && (wait == null
            || wait.webhookVersion() != webhook.version()
            || parts.webhooks().feed().last() >= wait.page()
            || !parts.clock().instant().isBefore(wait.until()));
  }

  private void begin(Entry<Webhook> webhook) {
    if (!closing && running.add(webhook.id())) {
      threads.execute(() -> run(webhook));
    }
  }

  private void run(Entry<Webhook> webhook) {
    Id id = webhook.id();
    Waiting untilHint = new Waiting(0, Instant.MAX, webhook.version());
    waiting.put(id, untilHint);
    Instant soon = parts.clock().instant().plus(AT_LEAST);
    Waiting next;
    try {
      Round.Pause pause = Round.run(parts, server, webhook, () -> closing);
      next =
          new Waiting(
              pause.until().isPresent() ? Long.MAX_VALUE : pause.position().page(),
              pause.until().filter(soon::isAfter).orElse(soon),
              webhook.version());
    } catch (RuntimeException trouble) {
      LOG.warn("events of webhook {} cannot be brought now", id, trouble);
      next =
          new Waiting(
              Long.MAX_VALUE, parts.clock().instant().plus(AFTER_TROUBLE), webhook.version());
    }
    waiting.replace(id, untilHint, next);
    running.remove(id);
  }

  /** Stops after the attempts that are under way. */
  @Override
  public void close() {
    closing = true;
    looking.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
