package org.keqiao.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The least that Vert.x can do: a process whose only handler answers every request with the same
 * status, headers and bytes, on as many event loops as there are cores.
 */
public final class BareHandler {

  private static final String HEADERS = "headers";
  private static final String BODY = "body";
  private static final String STATUS = "status";

  private final int status;
  private final Map<String, String> headers;
  private final Buffer body;

  private BareHandler(Path folder) throws IOException {
    this.status = Integer.parseInt(Files.readString(folder.resolve(STATUS)));
    this.headers = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve(HEADERS))) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1));
    }
    this.body = Buffer.buffer(Files.readAllBytes(folder.resolve(BODY)));
  }

  /** Writes down what is to be answered. */
  static void prepare(Path folder, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(STATUS), Integer.toString(status));
    List<String> lines =
        headers.entrySet().stream().map(each -> each.getKey() + ":" + each.getValue()).toList();
    Files.write(folder.resolve(HEADERS), lines);
    Files.write(folder.resolve(BODY), body);
  }

  /** Answers until it is killed; the argument is a folder that was prepared. */
  public static void main(String[] arguments) throws IOException {
    BareHandler handler = new BareHandler(Path.of(arguments[0]));
    Vertx vertx = Vertx.vertx();
    DeploymentOptions onEveryLoop =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    vertx
        .deployVerticle(() -> handler.new Listener(), onEveryLoop)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private final class Listener extends VerticleBase {

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer()
          .requestHandler(BareHandler.this::answer)
          .listen(-1, "127.0.0.1")
          .onSuccess(
              server -> System.out.println("Ready: http://127.0.0.1:" + server.actualPort()));
    }
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response().setStatusCode(status);
    headers.forEach(response::putHeader);
    response.end(body);
  }
}
