package org.keqiao.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.keqiao.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a reply on the wire. Runs on the event loop of the connection. */
final class ReplySender {

  private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);

  /** What marks the types of texts that are not called so. */
  private static final List<String> TEXTS = List.of("json", "javascript", "mpegurl", "svg", "yaml");

  /** More unread body than this is not worth taking in, bytes. */
  private static final long WORTH_DRAINING = 64L << 20;

  /** gzip is named, and not to be refused. */
  private static final Pattern GZIP =
      Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

  /** How long a listener waits before it comes back after its stream broke. */
  private static final Duration RETRY = Duration.ofSeconds(3);

  private final RoutingContext context;
  private final Context loop;
  private final Drain drain;
  private final Executor threads;

  ReplySender(RoutingContext context, Context loop, Drain drain, Executor threads) {
    this.context = context;
    this.loop = loop;
    this.drain = drain;
    this.threads = threads;
  }

  void send(Reply reply) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.headWritten()) {
      return;
    }
    settleRequest();
    if (unchanged(reply)) {
      reply.headers().forEach(response::putHeader);
      end(response.setStatusCode(304));
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    reply
        .length()
        .ifPresent(
            length -> {
              if (reply.status() != 204) {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
              }
            });
    switch (reply.content()) {
      case Reply.Content.None none -> end(response);
      case Reply.Content.Whole whole -> whole(response, reply.status(), whole);
      case Reply.Content.Coded coded -> whole(response, reply.status(), choose(response, coded));
      case Reply.Content.Streamed streamed -> stream(response, streamed);
      case Reply.Content.Events events -> feed(response, events.source());
      case Reply.Content.Talk talk -> throw new IllegalStateException("no route of a channel");
    }
  }

  private void whole(HttpServerResponse response, int status, Reply.Content.Whole whole) {
    type(response, status, whole.type());
    if (headOnly()) {
      end(response);
    } else {
      response.end(whole.bytes()).onFailure(ReplySender::gone);
    }
  }

  /** What was compressed once is not compressed again for each caller. */
  private Reply.Content.Whole choose(HttpServerResponse response, Reply.Content.Coded coded) {
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    Reply.Content.Whole chosen = coded.plain();
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (accepted != null) {
      boolean gzip = GZIP.matcher(accepted).find();
      response.putHeader(HttpHeaders.CONTENT_ENCODING, gzip ? "gzip" : "identity");
      chosen = gzip ? coded.gzip() : chosen;
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(chosen.bytes().length()));
    return chosen;
  }

  /**
   * What the caller still sends is taken in and thrown away, because a caller who is cut off while
   * she sends never reads the reply; but not without end.
   */
  private void settleRequest() {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    long[] wasted = {0};
    request
        .handler(
            bytes -> {
              wasted[0] += bytes.length();
              if (wasted[0] > WORTH_DRAINING) {
                hangUp();
              }
            })
        .exceptionHandler(ReplySender::gone)
        .resume();
  }

  private boolean unchanged(Reply reply) {
    String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    String tag = reply.headers().get(HttpHeaders.ETAG.toString());
    if (tag == null) {
      tag = reply.headers().get("ETag");
    }
    if (known == null || tag == null || reply.status() != 200) {
      return false;
    }
    HttpMethod method = context.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      return false;
    }
    for (String candidate : known.split(",", -1)) {
      String plain = candidate.strip();
      if (plain.equals("*") || plain.equals(tag) || plain.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private boolean headOnly() {
    return context.request().method().equals(HttpMethod.HEAD);
  }

  /** Bytes that are compressed already are sent as they are, and so are parts of files. */
  private static void type(HttpServerResponse response, int status, String type) {
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    boolean text = type.startsWith("text/") || TEXTS.stream().anyMatch(type::contains);
    if (!text || status == 206) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }
  }

  private static void end(HttpServerResponse response) {
    response.end().onFailure(ReplySender::gone);
  }

  private static void gone(Throwable closed) {
    LOG.debug("the caller has gone: {}", closed.getMessage());
  }

  /** Breaks the answer off so that nobody takes it for whole; of HTTP/2 only this one. */
  private void hangUp() {
    HttpServerRequest request = context.request();
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close().onFailure(ReplySender::gone);
    }
  }

  private void stream(HttpServerResponse response, Reply.Content.Streamed streamed) {
    type(response, response.getStatusCode(), streamed.type());
    if (headOnly()) {
      end(response);
      return;
    }
    response.setChunked(streamed.length().isEmpty());
    threads.execute(
        () -> {
          try {
            streamed.source().feed(new Wire(response));
            loop.runOnContext(go -> end(response));
          } catch (RuntimeException broken) {
            LOG.debug("a stream broke off", broken);
            loop.runOnContext(go -> hangUp());
          }
        });
  }

  /** Lets one piece be on its way while the next is made, and no more. */
  private static final class Wire implements Consumer<Buffer> {

    private final HttpServerResponse response;
    private Future<Void> previous = Future.succeededFuture();

    Wire(HttpServerResponse response) {
      this.response = response;
    }

    @Override
    public void accept(Buffer piece) {
      Future<Void> current = response.write(piece);
      previous.toCompletionStage().toCompletableFuture().join();
      previous = current;
    }
  }

  private void feed(HttpServerResponse response, Reply.EventSource source) {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        // nginx gathers what it passes on, unless it is told not to.
        .putHeader("X-Accel-Buffering", "no");
    threads.execute(
        () -> {
          try {
            EventWire wire = new EventWire(response, drain);
            wire.write("retry: " + RETRY.toMillis() + "\n\n");
            source.feed(wire);
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException broken) {
            LOG.warn("an event stream broke off", broken);
          } finally {
            loop.runOnContext(go -> end(response));
          }
        });
  }

  /**
   * A listener that does not take what it is sent holds up its own source and nothing else. When
   * the server is about to stop, it is let go, and comes back to another one.
   */
  private static final class EventWire implements Reply.EventSink {

    private final HttpServerResponse response;
    private final Drain drain;
    private Future<Void> previous = Future.succeededFuture();

    EventWire(HttpServerResponse response, Drain drain) {
      this.response = response;
      this.drain = drain;
    }

    @Override
    public boolean closed() {
      return response.closed() || drain.begun();
    }

    @Override
    public boolean send(String id, String name, Object json) {
      return write(
          "id: %s\nevent: %s\ndata: %s\n\n"
              .formatted(id, name, new String(Json.bytes(json), StandardCharsets.UTF_8)));
    }

    @Override
    public boolean beat() {
      return write(": \n\n");
    }

    private boolean write(String text) {
      if (closed()) {
        return false;
      }
      Future<Void> current = response.write(text);
      try {
        previous.toCompletionStage().toCompletableFuture().join();
      } catch (CompletionException closed) {
        return false;
      }
      previous = current;
      return true;
    }
  }
}
