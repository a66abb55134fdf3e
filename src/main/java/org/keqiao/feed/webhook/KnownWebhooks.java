package org.keqiao.feed.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keqiao.feed.FeedService;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** Webhooks as the platform itself treats them, whoever made them. */
final class KnownWebhooks {

  private static final Duration LIST = Duration.ofSeconds(2);
  private static final String BY = "system";

  private final Records<Webhook> records;
  private final FeedService feed;
  private final SchoolService schools;
  private final Function<Id, Optional<Caller>> accounts;
  private final Clock clock;
  private final AtomicReference<Listed> listed = new AtomicReference<>(new Listed(List.of(), 0));

  private record Listed(List<Id> ids, long at) {}

  /**
   * @param accounts who an account is now
   */
  KnownWebhooks(
      Records<Webhook> records,
      FeedService feed,
      SchoolService schools,
      Function<Id, Optional<Caller>> accounts,
      Clock clock) {
    this.records = records;
    this.feed = feed;
    this.schools = schools;
    this.accounts = accounts;
    this.clock = clock;
  }

  Records<Webhook> records() {
    return records;
  }

  FeedService feed() {
    return feed;
  }

  Clock clock() {
    return clock;
  }

  /** A node of the tree and those around it. */
  List<String> around(String node) {
    return schools.around(node);
  }

  boolean isNode(String node) {
    return schools.isNode(node);
  }

  /** A webhook as the bucket has it at this moment. */
  Optional<Entry<Webhook>> newest(Id id) {
    return records.newest(id);
  }

  /** Every webhook; one that another server has made is seen a little later. */
  Stream<Entry<Webhook>> all() {
    Listed known = listed.get();
    long now = System.nanoTime();
    if (known.at() == 0 || now - known.at() > LIST.toNanos()) {
      known = new Listed(records.idsBeginning(""), now);
      listed.set(known);
    }
    return known.ids().stream().flatMap(id -> records.find(id).stream());
  }

  /** Has the next {@link #all} look again. */
  void changed() {
    listed.set(new Listed(List.of(), 0));
  }

  /** Whether whoever made it may still see the events of its node. */
  boolean ownerReaches(Webhook webhook) {
    return accounts
        .apply(new Id(webhook.owner()))
        .filter(owner -> owner.may(Permission.READ_FEED, Place.at(schools.around(webhook.node()))))
        .isPresent();
  }

  /** Stops to bring, and says why. */
  void stop(Id id, Webhook.Reason reason) {
    records.update(id, BY, webhook -> webhook.stopped(clock.instant(), reason));
  }
}
