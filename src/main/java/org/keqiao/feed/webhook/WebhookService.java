package org.keqiao.feed.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.feed.CloudEvent;
import org.keqiao.feed.FeedPosition;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Webhooks; those of nodes beyond a caller's reach do not exist for her. */
final class WebhookService {

  static final RecordType<Webhook> TYPE = new RecordType<>("webhook", Webhook.class);

  private final KnownWebhooks webhooks;
  private final Records<Progress> progress;
  private final Deliveries deliveries;
  private final WebhookSecrets secrets;
  private final Sender sender;
  private final WebhookSettings settings;
  private Consumer<Id> hint = id -> {};

  WebhookService(
      KnownWebhooks webhooks,
      Records<Progress> progress,
      Deliveries deliveries,
      WebhookSecrets secrets,
      Sender sender,
      WebhookSettings settings) {
    this.webhooks = webhooks;
    this.progress = progress;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.sender = sender;
    this.settings = settings;
  }

  /** Tells somebody which webhook has changed here. */
  void tell(Consumer<Id> listener) {
    hint = listener;
  }

  private void changed(Id id) {
    webhooks.changed();
    hint.accept(id);
  }

  /** A webhook and its secret, which is shown this once. */
  record WithSecret(Entry<Webhook> webhook, String secret) {}

  /** From when on to bring everything once more. */
  record Replay(Optional<Instant> since) {}

  Entry<Webhook> read(Caller caller, Id id) {
    Entry<Webhook> found = webhooks.records().read(id);
    Place place = Place.at(webhooks.around(found.value().node()));
    caller.require(Permission.EDIT_WEBHOOK, place, TYPE.name(), id.value());
    return found;
  }

  Listing<Webhook> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        webhooks.records(),
        filters,
        caller.reach(Permission.EDIT_WEBHOOK).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * Makes a webhook; it gets what happens from now on.
   *
   * @throws FaultException invalid, also for a node beyond the caller's reach
   */
  WithSecret create(Caller caller, WebhookDraft draft) {
    check(caller, draft);
    Id id = Id.fresh();
    Webhook.Secret secret = new Webhook.Secret(secrets.newestKey(), 1, Optional.empty());
    Webhook blank =
        new Webhook(
            "",
            "",
            List.of(),
            Optional.empty(),
            true,
            caller.account(),
            secret,
            Optional.empty(),
            Optional.empty());
    progress.create(id, Progress.from(webhooks.feed().end()), caller.account());
    Entry<Webhook> made = webhooks.records().create(id, blank.changed(draft), caller.account());
    changed(id);
    return new WithSecret(made, secrets.text(id, secret));
  }

  private void check(Caller caller, WebhookDraft draft) {
    Violations violations = new Violations();
    draft.check(webhooks.feed().types(), sender::askable, settings.http(), violations);
    if (draft.node().isEmpty()) {
      violations.add("/node", "missing");
    } else {
      String node = draft.node().get();
      Place place = Place.at(webhooks.around(node));
      if (!webhooks.isNode(node)
          || !caller.may(Permission.EDIT_WEBHOOK, place)
          || !caller.may(Permission.READ_FEED, place)) {
        violations.add("/node", "beyond-reach", node);
      }
    }
    violations.refuse();
  }

  /**
   * Changes a webhook, by a merge patch; one that is enabled is tried again at once, and goes on
   * where it stopped.
   */
  Entry<Webhook> change(Caller caller, Id id, long version, ObjectNode patch) {
    boolean enabled = read(caller, id).value().enabled();
    Entry<Webhook> changed =
        webhooks
            .records()
            .update(
                id,
                OptionalLong.of(version),
                caller.account(),
                before -> {
                  WebhookDraft draft =
                      MergePatch.apply(WebhookDraft.of(before), patch, WebhookDraft.class);
                  check(caller, draft);
                  return before.changed(draft);
                });
    if (!enabled && changed.value().enabled()) {
      progress.update(id, caller.account(), Progress::afresh);
    }
    changed(id);
    return changed;
  }

  void delete(Caller caller, Id id, long version) {
    read(caller, id);
    webhooks.records().delete(id, version, caller.account());
    changed(id);
  }

  /** Gives it another secret; the one before signs as well for a while. */
  WithSecret rotate(Caller caller, Id id) {
    read(caller, id);
    int key = secrets.newestKey();
    Instant now = webhooks.clock().instant();
    Entry<Webhook> rotated =
        webhooks
            .records()
            .update(
                id, caller.account(), webhook -> webhook.rotated(key, now, settings.oldSecret()));
    return new WithSecret(rotated, secrets.text(id, rotated.value().secret()));
  }

  /** Sends an event that tells of nothing, now. */
  Entry<Delivery> test(Caller caller, Id id) {
    Webhook webhook = read(caller, id).value();
    CloudEvent event =
        CloudEvent.test(
            "test-" + Id.fresh(), webhooks.feed().source(), id.value(), webhooks.clock().instant());
    return once(caller, id, webhook, Id.fresh(), event);
  }

  private Entry<Delivery> once(
      Caller caller, Id id, Webhook webhook, Id delivery, CloudEvent event) {
    if (!webhooks.ownerReaches(webhook)) {
      throw FaultException.conflict("webhook-owner-lost-reach");
    }
    Attempt attempt = sender.send(id, webhook, event);
    return deliveries.keep(
        delivery,
        Delivery.of(id, event, attempt.at()),
        attempt,
        attempt.delivered() ? Delivery.State.DELIVERED : Delivery.State.FAILED,
        Optional.empty(),
        caller.account());
  }

  Page<Entry<Delivery>> deliveries(
      Caller caller, Id id, Optional<String> state, int limit, Optional<String> cursor) {
    read(caller, id);
    return deliveries.newest(id, state, limit, cursor);
  }

  Entry<Delivery> delivery(Caller caller, Id id, Id delivery) {
    read(caller, id);
    return deliveries
        .find(id, delivery)
        .orElseThrow(() -> FaultException.notFound(Deliveries.TYPE.name(), delivery.value()));
  }

  /** Sends the event of a delivery once more, now. */
  Entry<Delivery> redeliver(Caller caller, Id id, Id delivery) {
    Webhook webhook = read(caller, id).value();
    Delivery known = delivery(caller, id, delivery).value();
    if (known.state() == Delivery.State.WAITING && webhook.enabled()) {
      progress.update(id, caller.account(), Progress::afresh);
      changed(id);
      return delivery(caller, id, delivery);
    }
    return once(caller, id, webhook, delivery, known.event());
  }

  /**
   * Brings everything once more that happened since a moment.
   *
   * @return the place in the feed from which on
   */
  FeedPosition replay(Caller caller, Id id, Replay replay) {
    read(caller, id);
    Instant since =
        replay
            .since()
            .orElseThrow(
                () -> FaultException.invalid(new Violations().add("/since", "missing").found()));
    FeedPosition from = webhooks.feed().since(since);
    progress.update(id, caller.account(), known -> known.replayedFrom(from));
    changed(id);
    return from;
  }
}
