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
import org.keqiao.http.channel.Talks;
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
  private static final String OPENER = "keqiao.opener";

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
    channels.open(
        context.request(),
        Objects.requireNonNull(context.<Talks.Opener>get(OPENER)),
        talk.conversation(),
        fault -> entrance.refuse(context, fault));
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
    String token = token(context);
    Caller caller = gate.identify(token);
    entrance.count(context, route.kind(), caller);
    require(caller);
    if (route.body() == Route.Body.CHANNEL) {
      context.put(
          OPENER, new Talks.Opener(caller.account(), token, this::admitAgain, origin(context)));
    }
    return Optional.of(caller);
  }

  /** The account of a token, for as long as a channel is open. */
  private String admitAgain(String token) {
    Caller caller = gate.identify(token);
    require(caller);
    return caller.account();
  }

  private void require(Caller caller) {
    if (caller.mustChangePassword() && route.permission() != Permission.OWN_ACCOUNT) {
      throw FaultException.of(new Fault.Forbidden("password-change-needed"));
    }
    if (!caller.may(route.permission())) {
      throw FaultException.forbidden();
    }
  }
}
