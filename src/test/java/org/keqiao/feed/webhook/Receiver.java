package org.keqiao.feed.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.keqiao.store.Json;

/** A bureau's own system: takes events and answers what it is told to. */
public final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Says> next = new ConcurrentLinkedQueue<>();
  private volatile Says usual = new Says(204, Map.of(), "");

  /** What it answers. */
  record Says(int status, Map<String, String> headers, String body) {}

  /** What came. */
  public record Taken(HttpHeaders headers, String body) {

    /** The event. */
    public JsonNode event() {
      try {
        return Json.STORED.readTree(body);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    /** The library that others use believes the signature. */
    public boolean verifies(String secret) {
      try {
        new Webhook(secret).verify(body, headers);
        return true;
      } catch (WebhookVerificationException refused) {
        return false;
      }
    }
  }

  private Receiver(HttpServer server) {
    this.server = server;
  }

  /** Starts on this machine. */
  public static Receiver start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      Receiver receiver = new Receiver(server);
      server.createContext("/", receiver::take);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return receiver;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      taken.add(new Taken(HttpHeaders.of(exchange.getRequestHeaders(), (a, b) -> true), body));
      Says says = next.isEmpty() ? usual : next.remove();
      says.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] answer = says.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(says.status(), answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keqiao";
  }

  /** From now on it answers so. */
  void answer(int status) {
    usual = new Says(status, Map.of(), "");
  }

  /** It answers so once. */
  void answerOnce(int status, Map<String, String> headers, String body) {
    next.add(new Says(status, headers, body));
  }

  /** Everything that came. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** The types of the events about a record, in the order in which they came. */
  public List<String> types(String record) {
    return taken.stream()
        .map(Taken::event)
        .filter(event -> event.at("/data/id").asText().equals(record))
        .map(event -> event.path("type").asText())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
