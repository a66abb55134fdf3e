package org.keqiao.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.keqiao.fixture.Answer;
import org.keqiao.store.Json;

/** A client that sends an address as it is, however wrong. */
public final class Wire implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final URI server;
  private final HttpClient client;

  /**
   * @param atOnce how many requests run at a time
   */
  public Wire(URI server, int atOnce) {
    this.server = server;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxHeaderSize(64 << 10),
            new PoolOptions().setHttp1MaxSize(atOnce));
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * @param token the bearer token; empty for nobody
   * @throws IOException when there is no answer
   */
  public Answer send(Attack attack, String token) throws IOException {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(attack.method()))
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI(attack.target());
    attack.headers().forEach(options::putHeader);
    if (!token.isEmpty()) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    // all on the loop of the connections, so that no end of an answer is missed
    loop.runOnContext(
        go ->
            client
                .request(options)
                .compose(request -> request.send(Buffer.buffer(attack.body())))
                .compose(response -> response.body().map(body -> answer(response, body)))
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException | TimeoutException none) {
      throw new IOException("no answer", none);
    }
  }

  private static Answer answer(HttpClientResponse response, Buffer body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .headers()
        .forEach((name, value) -> headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    return new Answer(
        response.statusCode(),
        HttpHeaders.of(headers, (name, value) -> true),
        parse(response, body),
        body.getBytes());
  }

  private static JsonNode parse(HttpClientResponse response, Buffer body) {
    String type = String.valueOf(response.getHeader("Content-Type"));
    try {
      return type.contains("json") && body.length() > 0
          ? Json.STORED.readTree(body.getBytes())
          : MissingNode.getInstance();
    } catch (IOException noJson) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
