package org.keqiao.http;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keqiao.fault.Fault;
import org.keqiao.fault.Violation;
import org.keqiao.store.Json;

/** The one way to answer a fault: which status it has, which headers, which words. */
final class Problems {

  private static final String TYPE = "application/problem+json";

  private Problems() {}

  static Reply reply(Fault fault, Locale language) {
    int status = status(fault);
    Problem problem =
        new Problem(
            "urn:keqiao:problem:" + fault.code(),
            ProblemMessages.sentence(language, "title." + status, List.of()),
            status,
            ProblemMessages.sentence(language, fault.code(), fault.arguments()),
            fault.code(),
            violations(fault).stream()
                .map(
                    violation ->
                        new Problem.ProblemViolation(
                            violation.pointer(),
                            violation.code(),
                            ProblemMessages.sentence(
                                language, violation.code(), violation.arguments())))
                .toList());
    Reply reply = Reply.whole(status, TYPE, Buffer.buffer(Json.bytes(problem)));
    for (Map.Entry<String, String> header : headers(fault).entrySet()) {
      reply = reply.header(header.getKey(), header.getValue());
    }
    return reply;
  }

  private static int status(Fault fault) {
    return switch (fault) {
      case Fault.Malformed malformed -> 400;
      case Fault.Unauthenticated unauthenticated -> 401;
      case Fault.Forbidden forbidden -> 403;
      case Fault.NotFound notFound -> 404;
      case Fault.WrongMethod wrongMethod -> 405;
      case Fault.Conflict conflict -> 409;
      case Fault.Gone gone -> 410;
      case Fault.Stale stale -> 412;
      case Fault.WrongProtocol wrongProtocol -> 412;
      case Fault.TooLarge tooLarge -> 413;
      case Fault.UnsupportedType unsupportedType -> 415;
      case Fault.RangeBeyondEnd rangeBeyondEnd -> 416;
      case Fault.Invalid invalid -> 422;
      case Fault.UpgradeNeeded upgradeNeeded -> 426;
      case Fault.VersionMissing versionMissing -> 428;
      case Fault.TooMany tooMany -> 429;
      case Fault.ChecksumMismatch checksumMismatch -> 460;
      case Fault.HeadersTooLarge headersTooLarge -> 431;
      case Fault.Unexpected unexpected -> 500;
      case Fault.Unavailable unavailable -> 503;
    };
  }

  private static List<Violation> violations(Fault fault) {
    return switch (fault) {
      case Fault.Invalid invalid -> invalid.violations();
      case Fault.Conflict conflict -> conflict.violations();
      default -> List.of();
    };
  }

  private static Map<String, String> headers(Fault fault) {
    return switch (fault) {
      case Fault.Unauthenticated unauthenticated ->
          Map.of("WWW-Authenticate", "Bearer realm=\"keqiao\"");
      case Fault.Stale stale -> Map.of("ETag", "\"" + stale.currentVersion() + "\"");
      case Fault.WrongProtocol wrong -> Map.of("Tus-Version", wrong.spoken());
      case Fault.UpgradeNeeded upgrade -> Map.of("Upgrade", "websocket", "Connection", "Upgrade");
      case Fault.RangeBeyondEnd range -> Map.of("Content-Range", "bytes */" + range.length());
      case Fault.TooMany tooMany -> Map.of("Retry-After", seconds(tooMany.retryAfter()));
      case Fault.Unavailable away -> Map.of("Retry-After", seconds(away.retryAfter()));
      default -> Map.of();
    };
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }
}
