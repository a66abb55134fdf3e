package org.keqiao.feed.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.keqiao.feed.CloudEvent;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/**
 * Makes one attempt: resolves the name, judges the address, connects to that very address, sends
 * the signed event, and reads no more of the answer than is shown. It follows no redirect.
 */
final class Sender implements AutoCloseable {

  private static final int EXCERPT = 1000;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int MOST_HEADERS = 16_384;

  private final Clock clock;
  private final WebhookSettings settings;
  private final WebhookSecrets secrets;
  private final AddressGuard guard;
  private final HttpClientAgent client;

  Sender(Vertx vertx, WebhookSettings settings, WebhookSecrets secrets, Clock clock) {
    this.clock = clock;
    this.settings = settings;
    this.secrets = secrets;
    this.guard = new AddressGuard(settings.allowedNetworks(), settings.ports());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxHeaderSize(MOST_HEADERS)
                .setDecompressionSupported(false)
                .setConnectTimeout((int) settings.timeout().toMillis()));
  }

  /** Whether an address may be asked, as far as it says so itself. */
  boolean askable(URI url) {
    try {
      boolean literal = url.getHost().startsWith("[") || isIpv4(url.getHost());
      return !literal || guard.permits(InetAddress.getByName(url.getHost()), port(url));
    } catch (UnknownHostException unreadable) {
      return false;
    }
  }

  private static boolean isIpv4(String host) {
    return host.chars().allMatch(letter -> letter == '.' || (letter >= '0' && letter <= '9'));
  }

  private static boolean secure(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  private static int port(URI url) {
    int usual = secure(url) ? HTTPS : HTTP;
    return url.getPort() == -1 ? usual : url.getPort();
  }

  /** Brings an event to a webhook, once. */
  Attempt send(Id id, Webhook webhook, CloudEvent event) {
    Instant begun = clock.instant();
    long began = System.nanoTime();
    AtomicReference<@Nullable HttpClientRequest> running = new AtomicReference<>();
    CompletableFuture<Heard> answer =
        CompletableFuture.supplyAsync(
                () -> options(webhook), task -> Thread.ofVirtual().start(task))
            .thenCompose(
                options ->
                    client
                        .request(options)
                        .compose(request -> post(request, running, id, webhook, event, begun))
                        .toCompletionStage());
    try {
      Heard heard = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Attempt(
          begun,
          millis(began),
          Optional.of(heard.status()),
          heard.excerpt(),
          Optional.empty(),
          heard.retryAfter().flatMap(text -> moment(text, clock.instant())));
    } catch (ExecutionException failed) {
      return failed(begun, began, failure(failed.getCause()));
    } catch (TimeoutException late) {
      return failed(begun, began, Attempt.Failure.TIMEOUT);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return failed(begun, began, Attempt.Failure.NO_CONNECTION);
    } finally {
      HttpClientRequest request = running.get();
      if (request != null) {
        request.connection().close();
      }
    }
  }

  private static Attempt failed(Instant begun, long began, Attempt.Failure failure) {
    return new Attempt(
        begun,
        millis(began),
        Optional.empty(),
        Optional.empty(),
        Optional.of(failure),
        Optional.empty());
  }

  private static long millis(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  private RequestOptions options(Webhook webhook) {
    URI url = URI.create(webhook.url());
    try {
      InetAddress address = guard.address(url.getHost(), port(url));
      String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      String host = url.getHost().replaceAll("^\\[|]$", "");
      return new RequestOptions()
          .setMethod(HttpMethod.POST)
          .setServer(SocketAddress.inetSocketAddress(port(url), address.getHostAddress()))
          .setHost(host)
          .setPort(port(url))
          .setSsl(secure(url))
          .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    } catch (AddressGuard.Refused | UnknownHostException refused) {
      throw new IllegalArgumentException(refused);
    }
  }

  private record Heard(int status, Optional<String> excerpt, Optional<String> retryAfter) {}

  private Future<Heard> post(
      HttpClientRequest request,
      AtomicReference<@Nullable HttpClientRequest> running,
      Id id,
      Webhook webhook,
      CloudEvent event,
      Instant now) {
    running.set(request);
    String body = new String(Json.bytes(event), StandardCharsets.UTF_8);
    return request
        .putHeader(HttpHeaders.CONTENT_TYPE, CloudEvent.JSON)
        .putHeader(HttpHeaders.USER_AGENT, "Keqiao-Webhook/1")
        .putHeader("webhook-id", event.id())
        .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .putHeader("webhook-signature", secrets.signatures(id, webhook, now, event.id(), body))
        .send(Buffer.buffer(body))
        .compose(Sender::heard);
  }

  private static Future<Heard> heard(HttpClientResponse response) {
    Promise<Heard> heard = Promise.promise();
    Buffer begin = Buffer.buffer();
    Runnable enough =
        () ->
            heard.tryComplete(
                new Heard(
                    response.statusCode(),
                    excerpt(begin),
                    Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER))));
    response
        .exceptionHandler(broken -> enough.run())
        .endHandler(end -> enough.run())
        .handler(
            piece -> {
              int room = EXCERPT - begin.length();
              begin.appendBuffer(piece.length() > room ? piece.slice(0, room) : piece);
              if (begin.length() >= EXCERPT) {
                response.pause();
                enough.run();
              }
            });
    return heard.future();
  }

  private static Optional<String> excerpt(Buffer begin) {
    String text = begin.toString(StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "�");
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** A number of seconds, or a date (RFC 9110, 10.2.3). */
  static Optional<Instant> moment(String text, Instant now) {
    try {
      return text.strip().matches("\\d{1,8}")
          ? Optional.of(now.plusSeconds(Long.parseLong(text.strip())))
          : Optional.of(
              ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Attempt.Failure failure(@Nullable Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      switch (each) {
        case AddressGuard.Refused refused -> {
          return Attempt.Failure.ADDRESS_REFUSED;
        }
        case UnknownHostException unknown -> {
          return Attempt.Failure.UNKNOWN_HOST;
        }
        case SSLException untrusted -> {
          return Attempt.Failure.TLS;
        }
        default -> {
          // the next cause may say more
        }
      }
    }
    return Attempt.Failure.NO_CONNECTION;
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
