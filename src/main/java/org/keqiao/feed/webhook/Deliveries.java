package org.keqiao.feed.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.feed.CloudEvent;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** What was brought, and what is still to be brought. */
final class Deliveries {

  static final RecordType<Delivery> TYPE = new RecordType<>("delivery", Delivery.class);
  private static final String BY = "system";

  private final Records<Delivery> records;
  private final DeliveryIndex index;

  Deliveries(Records<Delivery> records, Projection<Delivery> cards) {
    this.records = records;
    this.index = new DeliveryIndex(cards);
  }

  Records<Delivery> records() {
    return records;
  }

  Page<Entry<Delivery>> newest(
      Id webhook, Optional<String> state, int limit, Optional<String> cursor) {
    return index.newest(webhook, state, limit, cursor);
  }

  /** A delivery of a webhook. */
  Optional<Entry<Delivery>> find(Id webhook, Id id) {
    return records.newest(id).filter(found -> found.value().webhook().equals(webhook));
  }

  /** Keeps that there was one more attempt. */
  Entry<Delivery> keep(
      Id id,
      Delivery fresh,
      Attempt attempt,
      Delivery.State then,
      Optional<Instant> again,
      String by) {
    return records
        .createIfAbsent(id, fresh.after(attempt, then, again), by)
        .orElseGet(() -> records.update(id, by, known -> known.after(attempt, then, again)));
  }

  /** The same of an event that a server brings by itself. */
  Entry<Delivery> keep(
      Id webhook, int replays, CloudEvent event, Attempt attempt, Optional<Instant> again) {
    Delivery.State waits = again.isPresent() ? Delivery.State.WAITING : Delivery.State.FAILED;
    Delivery.State then = attempt.delivered() ? Delivery.State.DELIVERED : waits;
    return keep(
        Delivery.id(webhook, replays, event.id()),
        Delivery.of(webhook, event, attempt.at()),
        attempt,
        then,
        again,
        BY);
  }

  /** Forgets what began before a moment. */
  void forget(Instant before) {
    List<Id> some = index.begunBefore(before);
    long forgotten = 1;
    while (!some.isEmpty() && forgotten > 0) {
      forgotten = some.stream().filter(id -> records.forget(id, before)).count();
      some = index.begunBefore(before);
    }
  }
}
