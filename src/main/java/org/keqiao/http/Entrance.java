package org.keqiao.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.limit.Client;
import org.keqiao.http.limit.RequestLimits;
import org.keqiao.http.limit.RouteClass;
import org.keqiao.http.limit.TrustedProxies;
import org.keqiao.http.limit.Verdict;

/**
 * What every request passes before its route: who sends it, what browsers are told, and whether its
 * address has not asked too much. Runs on the event loop, before a byte of a body is taken.
 */
final class Entrance {

  private static final String CLIENT = "keqiao.client";
  private static final String COUNTED = "keqiao.counted";

  private final TrustedProxies proxies;
  private final SecurityHeaders headers;
  private final RequestLimits limits;
  private final Drain drain;
  private final Executor threads;

  Entrance(
      TrustedProxies proxies,
      SecurityHeaders headers,
      RequestLimits limits,
      Drain drain,
      Executor threads) {
    this.proxies = proxies;
    this.headers = headers;
    this.limits = limits;
    this.drain = drain;
    this.threads = threads;
  }

  /** Before it is known which route it is. */
  void enter(RoutingContext context) {
    HttpServerRequest request = context.request();
    Client client = proxies.client(request);
    context.put(CLIENT, client);
    headers.put(context.response(), client);
    if (drain.begun() && request.version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (request.headers().size() > MalformedRequests.MOST_HEADERS) {
      refuse(
          context, new Fault.HeadersTooLarge("headers-too-many", MalformedRequests.MOST_HEADERS));
      return;
    }
    context.next();
  }

  /** Before a route of this class. */
  void enter(RoutingContext context, RouteClass kind) {
    headers.put(context.response(), kind);
    Optional<Fault> refused = refusal(context, kind);
    if (refused.isPresent()) {
      refuse(context, refused.get());
    } else {
      context.next();
    }
  }

  /** Counts a request of an address; the fault, when it has asked too much. */
  Optional<Fault> refusal(RoutingContext context, RouteClass kind) {
    Optional<Verdict> verdict = limits.address(kind, client(context));
    verdict
        .filter(each -> kind.tells() || !each.granted())
        .ifPresent(each -> tell(context.response(), each));
    return verdict
        .filter(each -> !each.granted())
        .map(each -> each.refusal("too-many-requests").fault());
  }

  /**
   * Counts a request of somebody who is known, once however often its answer is begun.
   *
   * @throws FaultException too many
   */
  void count(RoutingContext context, RouteClass kind, Caller caller) {
    if (context.get(COUNTED, false)) {
      return;
    }
    context.put(COUNTED, true);
    limits
        .account(kind, caller.account())
        .ifPresent(
            verdict -> {
              tell(context.response(), verdict);
              if (!verdict.granted()) {
                throw verdict.refusal("too-many-requests");
              }
            });
  }

  /** Who stands at the other end. */
  Client client(RoutingContext context) {
    Client known = context.get(CLIENT);
    return known == null ? proxies.client(context.request()) : known;
  }

  /** Whether it is known that nobody on the way can read the request. */
  static boolean isSecure(RoutingContext context) {
    Client known = context.get(CLIENT);
    return known != null && known.secure();
  }

  private static void tell(HttpServerResponse response, Verdict verdict) {
    response.putHeader("RateLimit-Policy", verdict.policy());
    response.putHeader("RateLimit", verdict.limit());
  }

  /**
   * Answers with a problem instead of what was asked for; call on the event loop of the request.
   */
  void refuse(RoutingContext context, Fault fault) {
    Context loop = context.vertx().getOrCreateContext();
    Call call = new Call(context, loop, Optional.empty());
    sender(context, loop).send(Problems.reply(fault, call.language()));
  }

  /** Puts the reply to a request on the wire. */
  ReplySender sender(RoutingContext context, Context loop) {
    return new ReplySender(context, loop, drain, threads);
  }
}
