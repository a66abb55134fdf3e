package org.keqiao.feed.webhook;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.keqiao.audit.Audited;
import org.keqiao.feed.FeedService;
import org.keqiao.http.Caller;
import org.keqiao.http.Route;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Bucket;
import org.keqiao.store.Card;
import org.keqiao.store.Elastic;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.OldVersions;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.keqiao.store.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Webhooks {

  /** The keys that secrets of webhooks are made from. */
  public static final String KEYS = "webhooks";

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final RecordType<Progress> PROGRESS =
      new RecordType<>("webhook-progress", Progress.class);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Records<Webhook> records;
  private final Records<Progress> progress;
  private final OldVersions oldProgress;
  private final Deliveries deliveries;
  private final KnownWebhooks known;
  private final WebhookService service;
  private final WebhookSettings settings;
  private final Sender sender;

  /**
   * What is needed of the rest of the platform.
   *
   * @param mappings folder of the index mappings
   * @param accounts who an account is now
   */
  public record Surroundings(
      Vertx vertx,
      Bucket bucket,
      Elastic elastic,
      Path mappings,
      SchoolService schools,
      Function<Id, Optional<Caller>> accounts) {

    <T> Projection<T> cards(RecordType<T> type, Card<T> card) {
      return new Projection<>(elastic, type, mappings.resolve(type.name() + ".json"), card);
    }
  }

  /** Puts the parts together. */
  public Webhooks(
      Surroundings around, FeedService feed, Secrets secrets, WebhookSettings settings) {
    Clock clock = Clock.systemUTC();
    this.settings = settings;
    this.records =
        new Records<>(
            around.bucket(),
            WebhookService.TYPE,
            Optional.of(around.cards(WebhookService.TYPE, entry -> card(entry, around.schools()))));
    this.progress = new Records<>(around.bucket(), PROGRESS, Optional.empty());
    this.oldProgress = new OldVersions(around.bucket(), PROGRESS);
    Projection<Delivery> cards = around.cards(Deliveries.TYPE, DeliveryIndex::card);
    this.deliveries =
        new Deliveries(new Records<>(around.bucket(), Deliveries.TYPE, Optional.of(cards)), cards);
    this.known = new KnownWebhooks(records, feed, around.schools(), around.accounts(), clock);
    WebhookSecrets own = new WebhookSecrets(secrets.ring(KEYS));
    this.sender = new Sender(around.vertx(), settings, own, clock);
    this.service = new WebhookService(known, progress, deliveries, own, sender, settings);
  }

  private static Map<String, Object> card(Entry<Webhook> entry, SchoolService schools) {
    String node = entry.value().node();
    return Map.of("node", node, "places", schools.around(node));
  }

  /** Webhooks over HTTP. */
  public List<Route> routes() {
    return new WebhookRoutes(service).routes();
  }

  /** What keeps the cards in step. */
  public List<Reconcile<?>> reconciles() {
    return List.of(
        Reconcile.of(records).orElseThrow(), Reconcile.of(deliveries.records()).orElseThrow());
  }

  /** What of them is followed; secrets stand in no record. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open(
            WebhookService.TYPE.name(), records, (id, webhook) -> known.around(webhook.node())));
  }

  /** Brings events, until it is closed. */
  public AutoCloseable start() {
    Courier courier =
        new Courier(
                new Round.Parts(
                    known,
                    progress,
                    deliveries,
                    sender,
                    new Retries(settings.retries(), RandomGenerator.getDefault()),
                    settings.lease(),
                    Clock.systemUTC()))
            .start();
    service.tell(courier::hint);
    Repeating cleaning = new Repeating("webhook-cleaning").now(HOUR, this::clean);
    return () -> {
      cleaning.close();
      courier.close();
      sender.close();
    };
  }

  private void clean() {
    Instant now = Instant.now();
    try {
      oldProgress.forgetReplaced(now.minus(Records.LONGEST_REQUEST));
      deliveries.forget(now.minus(settings.keepDeliveries()));
    } catch (RuntimeException away) {
      LOG.warn("old deliveries cannot be forgotten now: {}", away.getMessage());
    }
  }
}
