package org.keqiao.live.broadcast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.http.channel.Channel;
import org.keqiao.http.channel.Message;
import org.keqiao.live.fragment.Packet;
import org.keqiao.live.fragment.Piece;
import org.keqiao.store.Json;

/**
 * Somebody who watches. Whoever takes less than there is skips to the next key, so that she stays
 * near the present and holds up nobody.
 */
final class Viewer {

  /** So many bytes may be on their way to who says what she has got: some seconds of any rung. */
  private static final long MOST_ON_THE_WAY = 384 << 10;

  private final Channel channel;
  private final Counter skips;
  private boolean skipping;
  private Optional<Packet> last = Optional.empty();
  private long sent;
  private volatile OptionalLong got = OptionalLong.empty();

  /**
   * @param skips counts how often somebody was too slow
   */
  Viewer(Channel channel, Counter skips) {
    this.channel = channel;
    this.skips = skips;
  }

  /** Goes on until she leaves; what she says is how much has come. */
  void await() throws InterruptedException {
    for (Optional<Message> said = channel.receive(); said.isPresent(); said = channel.receive()) {
      if (said.get() instanceof Message.Text text) {
        heard(text.text());
      }
    }
  }

  private void heard(String text) {
    try {
      JsonNode said = Json.STORED.readTree(text);
      if (said.path("type").asText().equals("got") && said.path("bytes").canConvertToLong()) {
        got = OptionalLong.of(said.path("bytes").asLong());
      }
    } catch (JsonProcessingException noise) {
      channel.close(Channel.BROKEN_RULE, "malformed-json");
    }
  }

  private boolean isBehind() {
    return channel.isBehind() || (got.isPresent() && sent - got.getAsLong() > MOST_ON_THE_WAY);
  }

  /** Sends a packet, unless she is behind. */
  synchronized void show(Packet packet) {
    if (packet.piece() instanceof Piece.Head head) {
      skipping = false;
      channel.send(
          new String(
              Json.bytes(Map.of("type", "init", "take", packet.take(), "mime", head.mime())),
              StandardCharsets.UTF_8));
    } else if (mustSkip(packet)) {
      return;
    }
    last = Optional.of(packet);
    sent += packet.piece().bytes().length();
    channel.send(packet.piece().bytes());
  }

  private boolean mustSkip(Packet packet) {
    if (last.isEmpty()) {
      return true;
    }
    if (!skipping && (last.filter(packet::follows).isEmpty() || isBehind())) {
      skipping = last.filter(packet::follows).isPresent() || !packet.isKey();
      skips.increment(skipping ? 1 : 0);
    }
    if (skipping && packet.isKey() && !isBehind()) {
      skipping = false;
      channel.send("{\"type\":\"skipped\"}");
    }
    return skipping;
  }

  /** Says that the source fell silent. */
  void lost() {
    channel.send("{\"type\":\"lost\"}");
  }
}
