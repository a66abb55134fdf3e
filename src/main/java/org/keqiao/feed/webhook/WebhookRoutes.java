package org.keqiao.feed.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.feed.CloudEvent;
import org.keqiao.http.Action;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Webhooks over HTTP; nobody keeps the answers, which may hold secrets. */
final class WebhookRoutes {

  private static final String ALL = "/webhooks";
  private static final String ONE = ALL + "/:id";
  private static final String DELIVERIES = ONE + "/deliveries";
  private static final String DELIVERY = DELIVERIES + "/:delivery";

  private final WebhookService service;

  WebhookRoutes(WebhookService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        route("listWebhooks", HttpMethod.GET, ALL, this::list),
        route("createWebhook", HttpMethod.POST, ALL, this::create),
        route("readWebhook", HttpMethod.GET, ONE, this::read),
        route("changeWebhook", HttpMethod.PATCH, ONE, this::change),
        route("deleteWebhook", HttpMethod.DELETE, ONE, this::delete),
        route("rotateWebhookSecret", HttpMethod.POST, ONE + "/rotate", this::rotate),
        route("testWebhook", HttpMethod.POST, ONE + "/test", this::test),
        route("replayWebhook", HttpMethod.POST, ONE + "/replay", this::replay),
        route("listDeliveries", HttpMethod.GET, DELIVERIES, this::deliveries),
        route("readDelivery", HttpMethod.GET, DELIVERY, this::delivery),
        route("replayDelivery", HttpMethod.POST, DELIVERY + "/replay", this::redeliver));
  }

  private static Route route(String name, HttpMethod method, String path, Action action) {
    return Route.api(name, method, path, Permission.EDIT_WEBHOOK, action);
  }

  /** A webhook as callers see it: without its secret. */
  record View(
      Id id,
      String node,
      String url,
      List<String> types,
      Optional<String> description,
      boolean enabled,
      String owner,
      Optional<Webhook.Disabled> disabled,
      Optional<Instant> oldSecretUntil) {

    static View of(Entry<Webhook> entry) {
      Webhook webhook = entry.value();
      return new View(
          entry.id(),
          webhook.node(),
          webhook.url(),
          webhook.types(),
          webhook.description(),
          webhook.enabled(),
          webhook.owner(),
          webhook.disabled(),
          webhook.replaced().flatMap(Webhook.Secret::until));
    }
  }

  record SecretView(@JsonUnwrapped View webhook, String secret) {

    static SecretView of(WebhookService.WithSecret made) {
      return new SecretView(View.of(made.webhook()), made.secret());
    }
  }

  record DeliveryView(
      Id id,
      CloudEvent event,
      Instant begun,
      Delivery.State state,
      List<Attempt> attempts,
      Optional<Instant> next) {

    static DeliveryView of(Entry<Delivery> entry) {
      Delivery delivery = entry.value();
      return new DeliveryView(
          entry.id(),
          delivery.event(),
          delivery.begun(),
          delivery.state(),
          delivery.attempts(),
          delivery.next());
    }
  }

  /** From where on everything is brought once more; a cursor of the feed. */
  record ReplayView(String from) {}

  private static Id id(Call call) {
    return call.id(WebhookService.TYPE.name());
  }

  private static Id deliveryId(Call call) {
    return Id.of(Deliveries.TYPE.name(), call.path("delivery"));
  }

  private static Reply unkept(Reply reply) {
    return reply.header("Cache-Control", "private, no-store");
  }

  private static Reply show(Entry<Webhook> entry) {
    return unkept(Reply.ok(View.of(entry)).version(entry.version()));
  }

  private Reply list(Call call) {
    return unkept(
        Page.of(
                service.list(
                    call.caller(),
                    call.placed("region", "node"),
                    call.limit(),
                    call.query("cursor")),
                View::of)
            .reply(call));
  }

  private Reply create(Call call) {
    WebhookService.WithSecret made = service.create(call.caller(), call.body(WebhookDraft.class));
    return unkept(
        Reply.created(Route.API + ALL + "/" + made.webhook().id(), SecretView.of(made))
            .version(made.webhook().version()));
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply change(Call call) {
    return show(service.change(call.caller(), id(call), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), id(call), call.expectedVersion());
    return Reply.empty();
  }

  private Reply rotate(Call call) {
    WebhookService.WithSecret rotated = service.rotate(call.caller(), id(call));
    return unkept(Reply.ok(SecretView.of(rotated)).version(rotated.webhook().version()));
  }

  private Reply test(Call call) {
    return unkept(Reply.ok(DeliveryView.of(service.test(call.caller(), id(call)))));
  }

  private Reply replay(Call call) {
    return Reply.json(
        202,
        new ReplayView(
            service
                .replay(call.caller(), id(call), call.body(WebhookService.Replay.class))
                .cursor()));
  }

  private Reply deliveries(Call call) {
    call.allowQuery("state", "limit", "cursor");
    Page<Entry<Delivery>> page =
        service.deliveries(
            call.caller(),
            id(call),
            call.oneOf("state", "waiting", "delivered", "failed"),
            call.limit(),
            call.query("cursor"));
    return unkept(
        new Page<>(page.items().stream().map(DeliveryView::of).toList(), page.next()).reply(call));
  }

  private Reply delivery(Call call) {
    return unkept(
        Reply.ok(DeliveryView.of(service.delivery(call.caller(), id(call), deliveryId(call)))));
  }

  private Reply redeliver(Call call) {
    return unkept(
        Reply.ok(DeliveryView.of(service.redeliver(call.caller(), id(call), deliveryId(call)))));
  }
}
