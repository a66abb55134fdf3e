package org.keqiao.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.keqiao.http.channel.Conversation;
import org.keqiao.store.Json;

/**
 * What a route answers.
 *
 * @param status HTTP status
 * @param headers beside those of the content
 * @param content the body
 */
public record Reply(int status, Map<String, String> headers, Content content) {

  /** A body. */
  public sealed interface Content {

    /** No body. */
    record None() implements Content {}

    /** A body in memory. */
    record Whole(String type, Buffer bytes) implements Content {}

    /** A body in memory, in two codings. */
    record Coded(Whole plain, Whole gzip) implements Content {}

    /** A body that is made while it is sent, no faster than it is taken. */
    record Streamed(String type, OptionalLong length, ByteSource source) implements Content {}

    /** Server-sent events, until the source ends. */
    record Events(EventSource source) implements Content {}

    /** A WebSocket, once the caller has asked for one. */
    record Talk(Conversation conversation) implements Content {}
  }

  /** Makes a body piece by piece; runs on a virtual thread. */
  @FunctionalInterface
  public interface ByteSource {
    /** Gives all pieces in order to {@code sink}, which blocks until it can take more. */
    void feed(Consumer<Buffer> sink);
  }

  /** Tells a listener of events until there are no more; runs on a virtual thread. */
  @FunctionalInterface
  public interface EventSource {
    /** Sends events to {@code sink} and returns when the last one is sent. */
    void feed(EventSink sink) throws InterruptedException;
  }

  /** Where events go. */
  public interface EventSink {
    /**
     * Sends one event, once the listener has taken the one before.
     *
     * @param id what the listener names when it comes back: {@code Last-Event-ID}
     * @return false when the listener has gone
     */
    boolean send(String id, String name, Object json);

    /**
     * Sends a sign of life that is no event, so that nothing on the way hangs up.
     *
     * @return false when the listener has gone
     */
    boolean beat();

    /** Whether the listener has gone, or has to go. */
    boolean closed();
  }

  /** 200 with JSON. */
  public static Reply ok(Object body) {
    return json(200, body);
  }

  /** 201 with JSON and the address of what was made. */
  public static Reply created(String location, Object body) {
    return json(201, body).header("Location", location);
  }

  /** 303: the browser goes on at another address. */
  public static Reply seeOther(String address) {
    return new Reply(303, Map.of(), new Content.None()).header("Location", address);
  }

  /** 204. */
  public static Reply empty() {
    return new Reply(204, Map.of(), new Content.None());
  }

  /** A type without a body: somebody on the way gives the body. */
  public static Reply typed(int status, String type) {
    return new Reply(status, Map.of(), new Content.None()).header("Content-Type", type);
  }

  /** A body in memory. */
  public static Reply whole(int status, String type, Buffer bytes) {
    return new Reply(status, Map.of(), new Content.Whole(type, bytes));
  }

  /** 200 with a body in memory, in two codings. */
  static Reply coded(String type, Buffer plain, Buffer gzip) {
    return new Reply(
        200,
        Map.of(),
        new Content.Coded(new Content.Whole(type, plain), new Content.Whole(type, gzip)));
  }

  /** A body of known length that is made while it is sent. */
  public static Reply streamed(int status, String type, long length, ByteSource source) {
    return new Reply(status, Map.of(), new Content.Streamed(type, OptionalLong.of(length), source));
  }

  /** 200 with a body whose length nobody knows before it is made. */
  public static Reply flowing(String type, ByteSource source) {
    return new Reply(200, Map.of(), new Content.Streamed(type, OptionalLong.empty(), source));
  }

  /** Server-sent events. */
  public static Reply events(EventSource source) {
    return new Reply(200, Map.of(), new Content.Events(source));
  }

  /** A WebSocket; only for routes that {@linkplain Route#channel open one}. */
  public static Reply channel(Conversation conversation) {
    return new Reply(101, Map.of(), new Content.Talk(conversation));
  }

  /** JSON with a status. */
  public static Reply json(int status, Object body) {
    return whole(status, "application/json", Buffer.buffer(Json.bytes(body)));
  }

  /** The same with one header more. */
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, content);
  }

  /** The same with the version of the record as its entity tag. */
  public Reply version(long version) {
    return header(HttpHeaders.ETAG.toString(), "\"" + version + "\"");
  }

  /** Length of the body, when it is known. */
  OptionalLong length() {
    return switch (content) {
      case Content.None none -> OptionalLong.of(0);
      case Content.Whole whole -> OptionalLong.of(whole.bytes().length());
      case Content.Coded coded -> OptionalLong.empty();
      case Content.Streamed streamed -> streamed.length();
      case Content.Events events -> OptionalLong.empty();
      case Content.Talk talk -> OptionalLong.empty();
    };
  }
}
