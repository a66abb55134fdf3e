package org.keqiao.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.channel.Talks;
import org.keqiao.http.limit.Lines;
import org.keqiao.http.limit.RequestLimits;
import org.keqiao.http.limit.RouteClass;

/** The HTTP server: one listener per core, every route through one pipeline. */
public final class WebServer implements AutoCloseable {

  private final Vertx vertx;
  private final HttpSettings settings;
  private final Drain drain;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Talks talks;
  private final Entrance entrance;
  private final Router router;
  private Optional<Renewal> renewal = Optional.empty();

  private WebServer(
      Vertx vertx,
      HttpSettings settings,
      List<Route> routes,
      Gate gate,
      Drain drain,
      Optional<URI> media) {
    this.vertx = vertx;
    this.settings = settings;
    this.drain = drain;
    this.talks = new Talks(vertx, threads);
    this.entrance =
        new Entrance(
            settings.proxies(),
            new SecurityHeaders(media),
            new RequestLimits(settings.limits()),
            drain,
            threads);
    this.router = router(routes, gate);
  }

  /**
   * Starts to listen.
   *
   * @param drain learns when it stops
   * @param media another server that pages may get media from
   * @throws IOException with one sentence, when the port cannot be had
   */
  public static WebServer start(
      Vertx vertx,
      HttpSettings settings,
      List<Route> routes,
      Gate gate,
      Drain drain,
      Optional<URI> media)
      throws IOException {
    WebServer server = new WebServer(vertx, settings, routes, gate, drain, media);
    try {
      server.listen();
      return server;
    } catch (CompletionException failed) {
      server.threads.shutdownNow();
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
    Lines lines = new Lines(settings.lines(), settings.proxies());
    Optional<List<FileTime>> proof = settings.tls().map(Renewal::written);
    join(
        vertx.deployVerticle(
            () -> {
              Listener listener = new Listener(settings, router, lines);
              listeners.add(listener);
              return listener;
            },
            onEveryLoop));
    renewal = settings.tls().map(files -> Renewal.start(files, proof.orElseThrow(), listeners));
  }

  private Router router(List<Route> routes, Gate gate) {
    Router table = Router.router(vertx);
    table.route().handler(entrance::enter);
    BodyHandler body =
        BodyHandler.create(false).setBodyLimit(settings.mostJson()).setMergeFormAttributes(false);
    ChannelDoor channels = new ChannelDoor(talks);
    for (Route route : routes) {
      RouteClass kind = route.kind();
      io.vertx.ext.web.Route entry = table.route(route.method(), route.path());
      SecurityPolicyHandler limit = context -> entrance.enter(context, kind);
      entry.handler(limit);
      if (route.body() == Route.Body.JSON && !route.method().equals(HttpMethod.GET)) {
        entry.handler(body);
      }
      entry.handler(new RouteHandler(vertx, route, gate, entrance, threads, channels));
    }
    table.route().last().failureHandler(this::failed);
    for (int status : List.of(400, 404, 405, 413, 500)) {
      table.errorHandler(status, this::failed);
    }
    return table;
  }

  private static Fault nowhere(RoutingContext context) {
    return FaultException.notFound("page", String.valueOf(context.request().path())).fault();
  }

  private void failed(RoutingContext context) {
    Fault fault =
        switch (HttpResponseStatus.valueOf(Math.max(100, context.statusCode())).code()) {
          case 404 -> entrance.refusal(context, RouteClass.PAGE).orElseGet(() -> nowhere(context));
          case 405 -> new Fault.WrongMethod();
          case 413 -> new Fault.TooLarge("body-too-large", settings.mostJson());
          case 500 -> new Fault.Unexpected("router");
          default -> new Fault.Malformed("malformed-request", List.of());
        };
    entrance.refuse(context, fault);
  }

  /** The port that was taken. */
  public int port() {
    return listeners.getFirst().port();
  }

  /** Says that it is going, listens on for a moment, and lets running answers end. */
  @Override
  public void close() {
    drain.begin();
    try {
      Thread.sleep(settings.drain().notice());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    join(
        Future.join(
            listeners.stream().map(each -> each.end(settings.drain().lastAnswers())).toList()));
    renewal.ifPresent(Renewal::close);
    talks.close();
    threads.shutdownNow();
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
