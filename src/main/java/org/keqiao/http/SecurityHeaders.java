package org.keqiao.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Optional;
import org.keqiao.http.limit.Client;
import org.keqiao.http.limit.RouteClass;

/**
 * What browsers are told not to do with an answer. Pages are told all of it; what only programs
 * read is told what is short, because each answer pays for it on a slow line.
 */
final class SecurityHeaders {

  /** Stands for where media may come from beside this server. */
  private static final String MEDIA = "{media}";

  private static final String OF_PAGES =
      "default-src 'self'; connect-src 'self'{media}; media-src 'self' blob:{media};"
          + " img-src 'self' data:{media}; worker-src 'self' blob:; object-src 'none';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

  private static final CharSequence OF_DATA =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence SHARED_WITH =
      HttpHeaders.createOptimized("cross-origin-resource-policy");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence TLS_ONLY =
      HttpHeaders.createOptimized("strict-transport-security");
  private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  private static final String FEW_DEVICES =
      "camera=(self), display-capture=(self), geolocation=(), microphone=(self), midi=(), payment=(), usb=()";

  private final CharSequence ofPages;

  /**
   * @param media another server that pages may get media from
   */
  SecurityHeaders(Optional<URI> media) {
    String elsewhere =
        media.map(at -> " %s://%s".formatted(at.getScheme(), at.getAuthority())).orElse("");
    this.ofPages = HttpHeaders.createOptimized(OF_PAGES.replace(MEDIA, elsewhere));
  }

  /** Of every answer, before it is known what it will be. */
  void put(HttpServerResponse response, Client client) {
    ofData(response);
    if (client.secure()) {
      response.putHeader(TLS_ONLY, A_YEAR);
    }
  }

  /** Of what is no page; the most that can be said when it is not known who asks. */
  static void ofData(HttpServerResponse response) {
    response
        .putHeader(TYPE_OPTIONS, NO_SNIFF)
        .putHeader(POLICY, OF_DATA)
        .putHeader(SHARED_WITH, SAME_ORIGIN);
  }

  /** Of answers of one class of routes. */
  void put(HttpServerResponse response, RouteClass kind) {
    if (kind == RouteClass.PAGE) {
      response
          .putHeader(POLICY, ofPages)
          .putHeader("Referrer-Policy", "no-referrer")
          .putHeader("X-Frame-Options", "DENY")
          .putHeader("Cross-Origin-Opener-Policy", "same-origin")
          .putHeader("Permissions-Policy", FEW_DEVICES);
    } else if (kind == RouteClass.MEDIA) {
      // Whoever holds the address may play it: a bureau's own portal, too.
      response.putHeader(SHARED_WITH, "cross-origin");
    }
  }
}
