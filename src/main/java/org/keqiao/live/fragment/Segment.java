package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/**
 * About a second of a stream that can be played by itself, once a player has the head.
 *
 * @param packets in order; the first is a key
 * @param duration up to the next segment
 */
public record Segment(List<Packet> packets, Duration duration) {

  /** Keeps its list from changing. */
  public Segment {
    packets = List.copyOf(packets);
  }

  /** The take that it is of. */
  public long take() {
    return packets.getFirst().take();
  }

  /** Tells it from the others of its take. */
  public int number() {
    return packets.getFirst().number();
  }

  /** All of it. */
  public Buffer bytes() {
    Buffer all = Buffer.buffer();
    packets.forEach(packet -> all.appendBuffer(packet.piece().bytes()));
    return all;
  }
}
