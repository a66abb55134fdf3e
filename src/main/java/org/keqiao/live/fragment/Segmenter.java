package org.keqiao.live.fragment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes segments of a second or more of the packets of a stream. Not for several threads. */
public final class Segmenter {

  /** A frame less than a second: encoders put keys a second apart, roughly. */
  private static final Duration SHORTEST = Duration.ofMillis(900);

  private final List<Packet> open = new ArrayList<>();

  private static Piece.Fragment fragment(Packet packet) {
    return (Piece.Fragment) packet.piece();
  }

  /**
   * Takes the next packet.
   *
   * @return a segment that is complete now
   */
  public Optional<Segment> take(Packet packet) {
    if (packet.piece() instanceof Piece.Head) {
      return end();
    }
    boolean broken = !open.isEmpty() && !packet.follows(open.getLast());
    if (broken) {
      open.clear();
    }
    if (open.isEmpty()) {
      if (packet.isKey()) {
        open.add(packet);
      }
      return Optional.empty();
    }
    Duration since = fragment(packet).start().minus(fragment(open.getFirst()).start());
    Optional<Segment> complete = Optional.empty();
    if (packet.isKey() && since.compareTo(SHORTEST) >= 0) {
      complete = Optional.of(new Segment(open, since));
      open.clear();
    }
    open.add(packet);
    return complete;
  }

  /** What is left when nothing follows. */
  public Optional<Segment> end() {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Duration length =
        fragment(open.getLast())
            .start()
            .plus(fragment(open.getLast()).duration())
            .minus(fragment(open.getFirst()).start());
    Segment last = new Segment(open, length);
    open.clear();
    return Optional.of(last);
  }
}
