package org.keqiao.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.keqiao.http.limit.Lines;
import org.keqiao.http.limit.LoopLines;

/** Listens on the event loop of its own context; together all of them share the port. */
final class Listener extends VerticleBase {

  /** To Vert.x, a negative port is one free port that all instances share. */
  private static final int ANY_PORT = -1;

  /** Streams that one HTTP/2 connection may have open: a browser asks for a page at once. */
  private static final int MOST_STREAMS = 100;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final HttpSettings settings;
  private final Handler<HttpServerRequest> router;
  private final Lines lines;
  private @Nullable HttpServer server;

  Listener(HttpSettings settings, Handler<HttpServerRequest> router, Lines lines) {
    this.settings = settings;
    this.router = router;
    this.lines = lines;
  }

  @Override
  public Future<?> start() {
    LoopLines here = lines.onLoop();
    vertx.setPeriodic(LOOK_EVERY.toMillis(), look -> here.look());
    HttpServer created =
        vertx
            .createHttpServer(options())
            .connectionHandler(here::begin)
            .requestHandler(
                request -> {
                  here.begin(request);
                  router.handle(request);
                })
            .invalidRequestHandler(MalformedRequests::refuse);
    server = created;
    return created.listen();
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port() == 0 ? ANY_PORT : settings.port())
            .setCompressionSupported(true)
            .setMaxInitialLineLength(MalformedRequests.LONGEST_ADDRESS)
            .setMaxHeaderSize(MalformedRequests.LONGEST_HEADERS)
            .setHttp2ClearTextEnabled(false)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MOST_STREAMS)
                    .setMaxHeaderListSize(MalformedRequests.LONGEST_HEADERS))
            .setTcpNoDelay(true)
            .addWebSocketSubProtocol(ChannelDoor.PROTOCOL)
            // Its windows would cost each channel more memory than its small messages save.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(ChannelDoor.LONGEST_MESSAGE)
            .setMaxWebSocketMessageSize(ChannelDoor.LONGEST_MESSAGE);
    settings
        .tls()
        .ifPresent(
            files -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(files.options()));
    return options;
  }

  private HttpServer listening() {
    HttpServer known = server;
    if (known == null) {
      throw new IllegalStateException("it does not listen yet");
    }
    return known;
  }

  int port() {
    return listening().actualPort();
  }

  /** Proves itself from now on with what the files hold now, though their names are the same. */
  Future<Boolean> renew(PemKeyCertOptions proof) {
    return listening().updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(proof), true);
  }

  /** Takes no more connections, and ends each one after its running answer, or after a while. */
  Future<Void> end(Duration patience) {
    return listening().shutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
