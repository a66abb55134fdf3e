package org.keqiao.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.keqiao.ServerSettings;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.Limits;
import org.keqiao.http.channel.Channel;
import org.keqiao.http.channel.Message;

/** The HTTP server with a few routes and no stores behind it, on a free port. */
final class SmallServer implements AutoCloseable {

  /** A gigabyte of zeros, for whoever has patience. */
  static final String FILM = "/media/token/film";

  private static final int PIECE = 64 << 10;
  private static final long FILM_BYTES = 1L << 30;

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch word = new CountDownLatch(1);
  private final CountDownLatch talksEnded = new CountDownLatch(1);
  private final HttpSettings settings;
  private final WebServer server;

  private SmallServer(HttpSettings settings) throws IOException {
    this.settings = settings;
    List<Route> routes = new ArrayList<>(routes());
    Drain drain = new Drain();
    routes.addAll(
        new Operations(
                Map.of(),
                drain,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new MetricsSettings("", true))
            .routes());
    routes.addAll(new Assets().routes());
    this.server =
        WebServer.start(vertx, settings, routes, SmallServer::caller, drain, Optional.empty());
  }

  /**
   * Starts one with wide limits.
   *
   * @param more other settings, by the names of the environment
   */
  static SmallServer start(Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>(Limits.wide());
    environment.putAll(more);
    return over(environment);
  }

  /** Starts one with the limits that are usual. */
  static SmallServer usual() throws IOException {
    return over(new HashMap<>());
  }

  private static SmallServer over(Map<String, String> environment) throws IOException {
    environment.put("KEQIAO_HTTP_PORT", "0");
    return new SmallServer(
        ServerSettings.load(Path.of("config", "keqiao.yaml"), environment).http());
  }

  /** Every token is the name of an account, but for one that is no good. */
  private static Caller caller(String token) {
    if (token.equals("expired")) {
      throw FaultException.unauthenticated("token-expired");
    }
    return new Caller(token, Optional.empty(), Map.of(Permission.SEARCH_LESSONS, Reach.EVERYWHERE));
  }

  private List<Route> routes() {
    return List.of(
        Route.api("read", HttpMethod.GET, "/things", Permission.SIGNED_IN, call -> Reply.ok("有")),
        Route.api("write", HttpMethod.POST, "/things", Permission.SIGNED_IN, this::write),
        Route.api(
            "search", HttpMethod.GET, "/found", Permission.SEARCH_LESSONS, call -> Reply.ok("找")),
        Route.api("login", HttpMethod.POST, "/auth/door", Permission.PUBLIC, this::write),
        Route.api("wait", HttpMethod.GET, "/slow", Permission.PUBLIC, this::slow),
        Route.api("watch", HttpMethod.GET, "/events", Permission.PUBLIC, this::events),
        Route.channel(
            "echo", "/echo", Permission.SEARCH_LESSONS, call -> Reply.channel(this::echo)),
        Route.root(
            "media",
            HttpMethod.GET,
            "/media/:token/small",
            Permission.MEDIA_TOKEN,
            call -> Reply.whole(200, "video/mp4", Buffer.buffer("一帧"))),
        Route.root(
            "film", HttpMethod.GET, "/media/:token/film", Permission.MEDIA_TOKEN, this::film));
  }

  private Reply write(Call call) {
    return Reply.ok(call.bytes("application/json").length);
  }

  /** Answers when the word is given. */
  private Reply slow(Call call) {
    try {
      word.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return Reply.ok("终于");
  }

  void giveTheWord() {
    word.countDown();
  }

  private Reply events(Call call) {
    return Reply.events(
        sink -> {
          while (sink.beat()) {
            Thread.sleep(50);
          }
        });
  }

  /** Says everything once more; {@code refuse} and {@code defect} end it. */
  private void echo(Channel channel) throws InterruptedException {
    Optional<Message> next = channel.receive();
    while (next.isPresent()) {
      switch (next.get()) {
        case Message.Text text -> {
          if (text.text().equals("refuse")) {
            throw FaultException.conflict("upgrade-needed");
          }
          if (text.text().equals("defect")) {
            throw new IllegalStateException("as asked");
          }
          if (text.text().equals("done")) {
            return;
          }
          channel.send(text.text());
        }
        case Message.Binary binary -> channel.send(binary.bytes());
      }
      next = channel.receive();
    }
    talksEnded.countDown();
  }

  /** Returns once a conversation has heard that its channel is closed. */
  boolean awaitEndOfTalk() throws InterruptedException {
    return talksEnded.await(30, TimeUnit.SECONDS);
  }

  private Reply film(Call call) {
    return Reply.streamed(
        200,
        "video/mp4",
        FILM_BYTES,
        sink -> {
          for (long sent = 0; sent < FILM_BYTES; sent += PIECE) {
            sink.accept(Buffer.buffer(new byte[PIECE]));
          }
        });
  }

  URI address() {
    return URI.create("%s://127.0.0.1:%d".formatted(settings.scheme(), server.port()));
  }

  /** Stops it as a signal would; returns when it has stopped. */
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    giveTheWord();
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
