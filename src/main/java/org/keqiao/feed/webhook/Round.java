package org.keqiao.feed.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.feed.FeedBatch;
import org.keqiao.feed.FeedEvent;
import org.keqiao.feed.FeedFilter;
import org.keqiao.feed.FeedPosition;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the events of one webhook, one after the other, for as long as there are any that arrive.
 * One server does it at a time: it holds the webhook by a lease on the record that says how far it
 * has come, and each step forward is the next version of that record, on condition that it has not
 * changed. What was sent and not noted, because the server died, is sent again.
 */
final class Round {

  private static final Logger LOG = LoggerFactory.getLogger(Round.class);

  /** A step over so many pages without an event that is wanted is noted. */
  private static final int MANY_PAGES = 200;

  private final Parts parts;
  private final String server;
  private final Id id;
  private final BooleanSupplier closing;
  private Entry<Progress> mine;

  /**
   * What a round needs.
   *
   * @param lease how long a server holds a webhook
   */
  record Parts(
      KnownWebhooks webhooks,
      Records<Progress> progress,
      Deliveries deliveries,
      Sender sender,
      Retries retries,
      Duration lease,
      Clock clock) {}

  /** When to look again: as soon as there is more, or at a moment. */
  record Pause(FeedPosition position, Optional<Instant> until) {}

  private Round(Parts parts, String server, Id id, Entry<Progress> mine, BooleanSupplier closing) {
    this.parts = parts;
    this.server = server;
    this.id = id;
    this.mine = mine;
    this.closing = closing;
  }

  /** Brings what there is to bring; returns when to look again. */
  static Pause run(Parts parts, String server, Entry<Webhook> webhook, BooleanSupplier closing) {
    Entry<Progress> progress = parts.progress().newest(webhook.id()).orElseThrow();
    Progress known = progress.value();
    Instant now = parts.clock().instant();
    if (!known.free(server, now)) {
      return new Pause(known.position(), known.lease().map(Progress.Lease::until));
    }
    if (known.next().filter(now::isBefore).isPresent()) {
      return new Pause(known.position(), known.next());
    }
    return new Round(parts, server, webhook.id(), progress, closing).bring();
  }

  private Pause bring() {
    boolean held = false;
    while (!closing.getAsBoolean()) {
      Optional<Entry<Webhook>> webhook = parts.webhooks().newest(id);
      if (webhook.filter(found -> found.value().enabled()).isEmpty()) {
        break;
      }
      Optional<FeedFilter> filter = filter(webhook.get());
      if (filter.isEmpty()) {
        break;
      }
      FeedBatch batch = read(filter.get());
      if (batch.events().isEmpty()) {
        boolean far = batch.next().page() - mine.value().position().page() >= MANY_PAGES;
        if ((held || far) && !note(progress -> progress.at(batch.next()).given())) {
          break;
        }
        if (!batch.more()) {
          return new Pause(batch.next(), Optional.empty());
        }
        held = false;
        continue;
      }
      if (!held
          && !note(progress -> progress.taken(server, parts.clock().instant(), parts.lease()))) {
        break;
      }
      held = true;
      if (!send(webhook.get(), batch.events().getFirst(), batch.next())) {
        break;
      }
    }
    return given();
  }

  private Pause given() {
    Entry<Progress> last =
        parts
            .progress()
            .update(id, server, progress -> progress.heldBy(server) ? progress.given() : progress);
    Instant soon = parts.clock().instant();
    return new Pause(last.value().position(), last.value().next().or(() -> Optional.of(soon)));
  }

  /** What was forgotten before it could be brought is passed over. */
  private FeedBatch read(FeedFilter filter) {
    try {
      return parts.webhooks().feed().read(mine.value().position(), filter, 1);
    } catch (FaultException faulty) {
      if (!(faulty.fault() instanceof Fault.Gone)) {
        throw faulty;
      }
      LOG.warn("webhook {} missed events that are kept no longer", id);
      return parts.webhooks().feed().read(parts.webhooks().feed().first(), filter, 1);
    }
  }

  private Optional<FeedFilter> filter(Entry<Webhook> webhook) {
    if (!parts.webhooks().ownerReaches(webhook.value())) {
      parts.webhooks().stop(id, Webhook.Reason.OWNER_LOST_REACH);
      return Optional.empty();
    }
    return Optional.of(
        new FeedFilter(
            Set.copyOf(webhook.value().types()), Set.of(webhook.value().node()), Optional.empty()));
  }

  /**
   * Sends an event, unless it has arrived already; whether to go on with the next.
   *
   * @param after where the next one is
   */
  private boolean send(Entry<Webhook> webhook, FeedEvent event, FeedPosition after) {
    Progress progress = mine.value();
    Id delivery = Delivery.id(id, progress.replays(), event.id());
    if (parts.deliveries().find(id, delivery).filter(Round::arrived).isPresent()) {
      return note(before -> before.at(after).taken(server, parts.clock().instant(), parts.lease()));
    }
    var cloud = parts.webhooks().feed().view(event);
    Attempt attempt = parts.sender().send(id, webhook.value(), cloud);
    Instant now = parts.clock().instant();
    Optional<Instant> again =
        attempt.delivered()
            ? Optional.empty()
            : parts.retries().next(progress.failures(), attempt, now);
    parts.deliveries().keep(id, progress.replays(), cloud, attempt, again);
    if (attempt.delivered()) {
      return note(before -> before.at(after).taken(server, parts.clock().instant(), parts.lease()));
    }
    if (again.isEmpty()) {
      parts
          .webhooks()
          .stop(id, attempt.gone() ? Webhook.Reason.GONE : Webhook.Reason.FAILED_TOO_LONG);
    }
    boolean _ = note(before -> before.failed(again));
    return false;
  }

  private static boolean arrived(Entry<Delivery> delivery) {
    return delivery.value().state() == Delivery.State.DELIVERED;
  }

  /** Notes a step; false when somebody else has changed how far it is. */
  private boolean note(UnaryOperator<Progress> step) {
    try {
      mine = parts.progress().update(id, OptionalLong.of(mine.version()), server, step);
      return true;
    } catch (FaultException overtaken) {
      if (overtaken.fault() instanceof Fault.Stale) {
        return false;
      }
      throw overtaken;
    }
  }
}
