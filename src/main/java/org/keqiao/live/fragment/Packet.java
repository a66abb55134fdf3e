package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * A piece on its way between servers. Packets are in order of take and number.
 *
 * @param take which run of the encoder made it: when that began, in milliseconds since 1970
 * @param number 0 for the head, 1 and up for what follows
 */
public record Packet(long take, int number, Piece piece) implements Comparable<Packet> {

  private static final int HEAD = 29;

  /** How it travels. */
  public Buffer encoded() {
    Buffer all = Buffer.buffer(HEAD + piece.bytes().length()).appendLong(take).appendInt(number);
    return switch (piece) {
      case Piece.Head head ->
          all.appendByte((byte) 2)
              .appendLong(head.mime().length())
              .appendLong(0)
              .appendString(head.mime())
              .appendBuffer(head.bytes());
      case Piece.Fragment fragment ->
          all.appendByte((byte) (fragment.key() ? 1 : 0))
              .appendLong(fragment.start().toNanos())
              .appendLong(fragment.duration().toNanos())
              .appendBuffer(fragment.bytes());
    };
  }

  /** What arrived. */
  public static Packet of(Buffer encoded) {
    byte kind = encoded.getByte(12);
    long first = encoded.getLong(13);
    Piece piece =
        kind == 2
            ? new Piece.Head(
                encoded.getBuffer(HEAD + (int) first, encoded.length()),
                encoded.getString(HEAD, HEAD + (int) first))
            : new Piece.Fragment(
                encoded.getBuffer(HEAD, encoded.length()),
                kind == 1,
                Duration.ofNanos(first),
                Duration.ofNanos(encoded.getLong(21)));
    return new Packet(encoded.getLong(0), encoded.getInt(8), piece);
  }

  /** Whether it comes right after another one, or begins a take. */
  public boolean follows(Packet other) {
    return number == 0 || (take == other.take && number == other.number + 1);
  }

  /** Whether a player can begin with it, once it has the head. */
  public boolean isKey() {
    return piece instanceof Piece.Fragment fragment && fragment.key();
  }

  @Override
  public int compareTo(Packet other) {
    return take == other.take
        ? Integer.compare(number, other.number)
        : Long.compare(take, other.take);
  }
}
