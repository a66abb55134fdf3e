package org.keqiao.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;
import org.keqiao.store.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one pipeline that every route runs through: who calls, may she, what is the answer. */
final class RouteHandler implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(RouteHandler.class);
  private static final String BEARER = "Bearer ";
  private static final String TOKEN = "token";
  private static final String CALLER = "keqiao.caller";

  private final Vertx vertx;
  private final Route route;
  private final Gate gate;
  private final Entrance entrance;
  private final Executor threads;
  private final ChannelDoor channels;

  RouteHandler(
      Vertx vertx,
      Route route,
      Gate gate,
      Entrance entrance,
      Executor threads,
      ChannelDoor channels) {
    this.vertx = vertx;
    this.route = route;
    this.gate = gate;
    this.entrance = entrance;
    this.threads = threads;
    this.channels = channels;
  }

  @Override
  public void handle(RoutingContext context) {
    Context loop = vertx.getOrCreateContext();
    if (route.body() == Route.Body.STREAM) {
      Call.holdBody(context, loop);
    }
    if (route.body() == Route.Body.CHANNEL) {
      context.request().pause();
    }
    if (route.action().quick()) {
      Optional<Reply> reply = Waiting.refusedFor(() -> answer(context, loop));
      if (reply.isPresent()) {
        entrance.sender(context, loop).send(reply.get());
        return;
      }
    }
    threads.execute(
        () -> {
          Reply reply = answer(context, loop);
          loop.runOnContext(go -> send(context, loop, reply));
        });
  }

  private void send(RoutingContext context, Context loop, Reply reply) {
    if (!(reply.content() instanceof Reply.Content.Talk talk)) {
      entrance.sender(context, loop).send(reply);
      return;
    }
    ChannelDoor.Asking asking =
        new ChannelDoor.Asking(
            Objects.requireNonNull(context.<Caller>get(CALLER)),
            token(context),
            route.permission(),
            origin(context));
    channels.open(
        context.request(),
        asking,
        talk.conversation(),
        fault ->
            entrance
                .sender(context, loop)
                .send(Problems.reply(fault, new Call(context, loop, Optional.empty()).language())));
  }

  private Reply answer(RoutingContext context, Context loop) {
    Call anonymous = new Call(context, loop, Optional.empty());
    try {
      Optional<Caller> caller = admit(anonymous, context);
      return ScopedValue.where(Origin.CURRENT, origin(context))
          .call(() -> route.action().answer(new Call(context, loop, caller)));
    } catch (FaultException answered) {
      if (answered.fault() instanceof Fault.Unavailable) {
        LOG.warn("{} cannot be answered now", route.operation(), answered);
      }
      return Problems.reply(answered.fault(), anonymous.language());
    } catch (RuntimeException | StackOverflowError defect) {
      String reference = Id.fresh().value();
      LOG.error("{} failed, reference {}", route.operation(), reference, defect);
      return Problems.reply(new Fault.Unexpected(reference), anonymous.language());
    }
  }

  private Origin origin(RoutingContext context) {
    return new Origin(route.operation(), entrance.client(context).address());
  }

  /** The action itself looks whether the token is any good. */
  private boolean bearsToken(Call call) {
    return route.permission() == Permission.CONTINUE_UPLOAD && call.query(TOKEN).isPresent();
  }

  /**
   * The token that a request bears.
   *
   * @throws FaultException unauthenticated, when it bears none
   */
  private String token(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.startsWith(BEARER)) {
      return header.substring(BEARER.length()).strip();
    }
    return Optional.of(context.request())
        .filter(request -> route.body() == Route.Body.CHANNEL)
        .flatMap(ChannelDoor::token)
        .orElseThrow(() -> FaultException.unauthenticated("sign-in-needed"));
  }

  private Optional<Caller> admit(Call anonymous, RoutingContext context) {
    if (route.permission().open() || bearsToken(anonymous)) {
      return Optional.empty();
    }
    Caller caller = gate.identify(token(context));
    context.put(CALLER, caller);
    entrance.count(context, route.kind(), caller);
    if (caller.mustChangePassword() && route.permission() != Permission.OWN_ACCOUNT) {
      throw FaultException.of(new Fault.Forbidden("password-change-needed"));
    }
    if (!caller.may(route.permission())) {
      throw FaultException.forbidden();
    }
    return Optional.of(caller);
  }
}
