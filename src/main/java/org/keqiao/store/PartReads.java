package org.keqiao.store;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.keqiao.fault.FaultException;

/**
 * Parts of objects, read from signed addresses over the event loops: an address is signed once an
 * hour and not for each part.
 */
public final class PartReads {

  private static final int CONNECTIONS = 64;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** So long may the server be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final PresignedReads addresses;

  /**
   * @param vertx closes the connections when it is closed
   */
  public PartReads(Vertx vertx, Bucket bucket) {
    this.addresses = bucket.readsAt(bucket.endpoint());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis()),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /**
   * A part of an object; blocks, and is called from virtual threads.
   *
   * @param into is filled; the part must lie within the object
   * @return whether there is such an object
   * @throws FaultException unavailable, when the server cannot be reached or does not give it
   */
  public boolean read(String key, long offset, ByteBuffer into) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(addresses.address(key).toString())
            .putHeader("Range", "bytes=%d-%d".formatted(offset, offset + into.remaining() - 1))
            .setIdleTimeout(SILENCE.toMillis());
    try {
      return client
          .request(request)
          .compose(ready -> ready.send().compose(answer -> new Part(into).of(answer)))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      throw FaultException.unavailable("bucket-unavailable", failed.getCause());
    }
  }

  /** The bytes as they come. */
  private static final class Part {

    private final ByteBuffer memory;
    private int surplus;

    Part(ByteBuffer memory) {
      this.memory = memory;
    }

    Future<Boolean> of(HttpClientResponse answer) {
      if (answer.statusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return answer.body().map(explanation -> false);
      }
      if (answer.statusCode() != HttpURLConnection.HTTP_PARTIAL) {
        return answer
            .body()
            .compose(explanation -> failed("the bucket answered " + answer.statusCode()));
      }
      answer.handler(this::take);
      return answer
          .end()
          .compose(
              end ->
                  surplus == 0 && !memory.hasRemaining()
                      ? Future.succeededFuture(true)
                      : failed("%d bytes are missing".formatted(memory.remaining() - surplus)));
    }

    private void take(Buffer piece) {
      int room = Math.min(piece.length(), memory.remaining());
      ByteBuf bytes = ((BufferInternal) piece).getByteBuf();
      bytes.getBytes(bytes.readerIndex(), memory.slice(memory.position(), room));
      memory.position(memory.position() + room);
      surplus += piece.length() - room;
    }

    private static <T> Future<T> failed(String why) {
      return Future.failedFuture(new IOException(why));
    }
  }
}
