package org.keqiao.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/** The HTTP server: one listener per core, every route through one pipeline. */
public final class WebServer implements AutoCloseable {

  /** Stands for where media may come from beside this server. */
  private static final String MEDIA = "{media}";

  private static final String CONTENT_POLICY =
      "default-src 'self'; connect-src 'self'{media}; media-src 'self' blob:{media};"
          + " img-src 'self' data:{media}; worker-src 'self' blob:; style-src 'self'"
          + " 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'";

  /** Bytes of a request line: the longest search in Chinese takes a tenth of it. */
  private static final int LONGEST_ADDRESS = 16 * 1024;

  private final Vertx vertx;
  private final HttpSettings settings;
  private final List<HttpServer> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String contentPolicy;
  private final Router router;

  private WebServer(
      Vertx vertx, HttpSettings settings, List<Route> routes, Gate gate, Optional<URI> media) {
    this.vertx = vertx;
    this.settings = settings;
    this.contentPolicy =
        CONTENT_POLICY.replace(
            MEDIA,
            media.map(at -> " %s://%s".formatted(at.getScheme(), at.getAuthority())).orElse(""));
    this.router = router(routes, gate);
  }

  /**
   * Starts to listen.
   *
   * @param media another server that pages may get media from
   * @throws IOException with one sentence, when the port cannot be had
   */
  public static WebServer start(
      Vertx vertx, HttpSettings settings, List<Route> routes, Gate gate, Optional<URI> media)
      throws IOException {
    WebServer server = new WebServer(vertx, settings, routes, gate, media);
    try {
      server.listen();
      return server;
    } catch (CompletionException failed) {
      server.close();
      if (failed.getCause() instanceof BindException) {
        throw taken(settings, failed);
      }
      throw new IOException(
          "cannot listen on %s:%d: %s"
              .formatted(settings.host(), settings.port(), String.valueOf(failed.getCause())),
          failed);
    }
  }

  /**
   * Refuses a port that cannot be had, before anything else was done for nothing.
   *
   * @throws IOException with one sentence
   */
  public static void requireFree(HttpSettings settings) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (BindException inUse) {
      throw taken(settings, inUse);
    }
  }

  private static IOException taken(HttpSettings settings, Exception cause) {
    return new IOException(
        "port %d of %s is in use; choose another with http.port (KEQIAO_HTTP_PORT)"
            .formatted(settings.port(), settings.host()),
        cause);
  }

  private void listen() {
    DeploymentOptions onEveryLoop =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    join(vertx.deployVerticle(Listener::new, onEveryLoop));
  }

  /** Listens on the event loop of its own context; together they share the port. */
  private final class Listener extends VerticleBase {

    /** To Vert.x, a negative port is one free port that all instances share. */
    private static final int ANY_PORT = -1;

    @Override
    public Future<?> start() {
      HttpServerOptions options =
          new HttpServerOptions()
              .setHost(settings.host())
              .setPort(settings.port() == 0 ? ANY_PORT : settings.port())
              .setCompressionSupported(true)
              .setMaxInitialLineLength(LONGEST_ADDRESS)
              .setTcpNoDelay(true);
      return vertx
          .createHttpServer(options)
          .requestHandler(router)
          .invalidRequestHandler(WebServer::refuse)
          .listen()
          .onSuccess(listeners::add);
    }
  }

  private Router router(List<Route> routes, Gate gate) {
    Router table = Router.router(vertx);
    table.route().handler(this::secure);
    BodyHandler body = BodyHandler.create(false).setBodyLimit(settings.mostJson());
    for (Route route : routes) {
      io.vertx.ext.web.Route entry = table.route(route.method(), route.path());
      if (route.body() == Route.Body.JSON && !route.method().equals(HttpMethod.GET)) {
        entry.handler(body);
      }
      entry.handler(new RouteHandler(vertx, route, gate, threads));
    }
    table.route().last().failureHandler(this::failed);
    for (int status : List.of(400, 404, 405, 413, 500)) {
      table.errorHandler(status, this::failed);
    }
    return table;
  }

  /**
   * Answers what cannot be read as HTTP, and hangs up: where the next request would begin is not
   * known.
   */
  private static void refuse(HttpServerRequest request) {
    Fault fault =
        request.decoderResult().cause() instanceof TooLongHttpLineException
            ? FaultException.malformed("address-too-long", LONGEST_ADDRESS).fault()
            : new Fault.Malformed("malformed-request", List.of());
    Reply reply = Problems.reply(fault, Locale.SIMPLIFIED_CHINESE);
    reply.headers().forEach(request.response()::putHeader);
    if (reply.content() instanceof Reply.Content.Whole problem) {
      request
          .response()
          .setStatusCode(reply.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, problem.type())
          .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
          .end(problem.bytes())
          .onComplete(sent -> request.connection().close());
    }
  }

  private void secure(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", contentPolicy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    context.next();
  }

  private void failed(RoutingContext context) {
    Fault fault =
        switch (HttpResponseStatus.valueOf(Math.max(100, context.statusCode())).code()) {
          case 404 ->
              FaultException.notFound("page", String.valueOf(context.request().path())).fault();
          case 405 -> new Fault.WrongMethod();
          case 413 -> new Fault.TooLarge("body-too-large", settings.mostJson());
          case 500 -> new Fault.Unexpected("router");
          default -> new Fault.Malformed("malformed-request", List.of());
        };
    Call call = new Call(context, vertx.getOrCreateContext(), Optional.empty());
    new ReplySender(context, vertx.getOrCreateContext(), threads)
        .send(Problems.reply(fault, call.language()));
  }

  /** The port that was taken. */
  public int port() {
    return listeners.getFirst().actualPort();
  }

  /** Stops to listen, then lets running calls end. */
  @Override
  public void close() {
    for (HttpServer listener : listeners) {
      join(listener.close());
    }
    threads.shutdownNow();
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
