package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last seconds of a stream, for those who come late. For several threads. */
public final class Window {

  private static final int SEGMENTS = 12;

  private final Deque<Packet> sinceKey = new ArrayDeque<>();
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final Deque<Packet> heads = new ArrayDeque<>();
  private final Segmenter segmenter = new Segmenter();
  private long dropped;

  /** Takes the next packet; one that is not newer than the last is ignored. */
  public synchronized boolean add(Packet packet) {
    Optional<Packet> last = last();
    if (last.filter(known -> packet.compareTo(known) <= 0).isPresent()) {
      return false;
    }
    segmenter.take(packet).ifPresent(this::keep);
    if (packet.piece() instanceof Piece.Head) {
      heads.add(packet);
      sinceKey.clear();
      return true;
    }
    boolean broken = last.filter(packet::follows).isEmpty();
    if (packet.isKey() || broken) {
      sinceKey.clear();
    }
    if (packet.isKey() || !sinceKey.isEmpty()) {
      sinceKey.add(packet);
    }
    return true;
  }

  private void keep(Segment segment) {
    segments.add(segment);
    if (segments.size() > SEGMENTS) {
      segments.remove();
      dropped++;
    }
    long oldest = segments.getFirst().take();
    heads.removeIf(head -> head.take() < oldest);
  }

  /** The newest packet. */
  public synchronized Optional<Packet> last() {
    return Optional.ofNullable(sinceKey.peekLast()).or(() -> Optional.ofNullable(heads.peekLast()));
  }

  /** What somebody needs who joins now: the head and what follows the last key. */
  public synchronized List<Packet> join() {
    List<Packet> all = new ArrayList<>();
    Optional.ofNullable(heads.peekLast()).ifPresent(all::add);
    all.addAll(sinceKey);
    return all;
  }

  /** All that is here, in order, for another server. */
  public synchronized List<Packet> everything() {
    List<Packet> all = new ArrayList<>();
    long take = -1;
    for (Segment segment : segments) {
      if (segment.take() != take) {
        take = segment.take();
        head(take).ifPresent(all::add);
      }
      all.addAll(segment.packets());
    }
    for (Packet packet : join()) {
      if (all.isEmpty() || packet.compareTo(all.getLast()) > 0) {
        all.add(packet);
      }
    }
    return all;
  }

  /** The head of a take. */
  public synchronized Optional<Packet> head(long take) {
    return heads.stream().filter(head -> head.take() == take).findFirst();
  }

  /** The complete segments, the oldest first. */
  public synchronized List<Segment> segments() {
    return List.copyOf(segments);
  }

  /** How many segments are no more here. */
  public synchronized long dropped() {
    return dropped;
  }

  /** A segment. */
  public synchronized Optional<Segment> segment(long take, int number) {
    return segments.stream()
        .filter(segment -> segment.take() == take && segment.number() == number)
        .findFirst();
  }

  /** Packets as one message. */
  public static Buffer pack(List<Packet> packets) {
    Buffer all = Buffer.buffer();
    for (Packet packet : packets) {
      Buffer encoded = packet.encoded();
      all.appendInt(encoded.length()).appendBuffer(encoded);
    }
    return all;
  }

  /** The packets of a message. */
  public static List<Packet> unpack(Buffer message) {
    List<Packet> packets = new ArrayList<>();
    int at = 0;
    while (at < message.length()) {
      int length = message.getInt(at);
      packets.add(Packet.of(message.getBuffer(at + 4, at + 4 + length)));
      at += 4 + length;
    }
    return packets;
  }
}
