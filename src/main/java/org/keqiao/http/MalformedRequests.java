package org.keqiao.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/** Requests that no route ever sees. */
final class MalformedRequests {

  /** Bytes of a request line: the longest search in Chinese takes a tenth of it. */
  static final int LONGEST_ADDRESS = 16 * 1024;

  /** Bytes of all headers of a request. */
  static final int LONGEST_HEADERS = 16 * 1024;

  /** Browsers behind two proxies send some thirty. */
  static final int MOST_HEADERS = 100;

  private MalformedRequests() {}

  /**
   * Answers what cannot be read as HTTP, and hangs up: where the next request would begin is not
   * known.
   */
  static void refuse(HttpServerRequest request) {
    Reply reply = Problems.reply(fault(request.decoderResult().cause()), Locale.SIMPLIFIED_CHINESE);
    SecurityHeaders.ofData(request.response());
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

  private static Fault fault(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException line ->
          FaultException.malformed("address-too-long", LONGEST_ADDRESS).fault();
      case TooLongHttpHeaderException headers ->
          new Fault.HeadersTooLarge("headers-too-large", LONGEST_HEADERS);
      case null, default -> new Fault.Malformed("malformed-request", List.of());
    };
  }
}
