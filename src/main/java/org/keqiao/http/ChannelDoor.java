package org.keqiao.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.http.channel.Conversation;
import org.keqiao.http.channel.Talks;

/**
 * Where WebSockets come in. A browser cannot send headers of its own with one, so its token comes
 * as one of the names of protocols that it offers, {@code bearer.TOKEN}, beside the one that is
 * spoken: unlike an address, that is written into no log.
 */
final class ChannelDoor {

  /** The protocol that is spoken. */
  static final String PROTOCOL = "keqiao.v1";

  /** Of bytes, which are pieces of live films; texts are shorter. */
  static final int LONGEST_MESSAGE = 1 << 20;

  private static final String BEARER = "bearer.";

  private final Talks talks;

  ChannelDoor(Talks talks) {
    this.talks = talks;
  }

  /** The token that a request for a WebSocket bears among its protocols. */
  static Optional<String> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)).stream()
        .flatMap(names -> Stream.of(names.split(",", -1)))
        .map(String::strip)
        .filter(name -> name.startsWith(BEARER))
        .map(name -> name.substring(BEARER.length()))
        .findFirst();
  }

  /**
   * Opens it; call on the event loop of the request.
   *
   * @param refused is told when no WebSocket was asked for, or not as it should be
   */
  void open(
      HttpServerRequest request,
      Talks.Opener opener,
      Conversation conversation,
      Consumer<Fault> refused) {
    if (!request.canUpgradeToWebSocket()) {
      refused.accept(new Fault.UpgradeNeeded());
      return;
    }
    request
        .toWebSocket()
        .onSuccess(socket -> talks.begin(socket, opener, conversation))
        .onFailure(broken -> refused.accept(new Fault.UpgradeNeeded()));
  }
}
