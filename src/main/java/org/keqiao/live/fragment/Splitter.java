package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes a stream of fragmented MP4 apart, whatever pieces it arrives in. Not for several threads.
 */
public final class Splitter {

  /** No piece of a live stream is so large. */
  private static final int LARGEST = 16 << 20;

  private Buffer waiting = Buffer.buffer();
  private Buffer open = Buffer.buffer();
  private List<Track> tracks = List.of();

  /**
   * Takes what has arrived.
   *
   * @return what is complete now, in order
   * @throws IllegalArgumentException when this is no stream of fragments
   */
  public List<Piece> take(Buffer arrived) {
    waiting =
        waiting.length() == 0
            ? arrived
            : Buffer.buffer().appendBuffer(waiting).appendBuffer(arrived);
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (waiting.length() - at >= Box.HEAD) {
      long size = waiting.getUnsignedInt(at);
      if (size < Box.HEAD || size > LARGEST) {
        throw new IllegalArgumentException("a box of " + size + " bytes");
      }
      if (at + size > waiting.length()) {
        break;
      }
      box(waiting.slice(at, at + (int) size), pieces);
      at += (int) size;
    }
    waiting = waiting.getBuffer(at, waiting.length());
    return pieces;
  }

  private void box(Buffer whole, List<Piece> pieces) {
    switch (Box.type(whole, 0)) {
      case "ftyp", "moof" -> open = Buffer.buffer().appendBuffer(whole);
      case "moov" -> {
        tracks = Track.of(Box.row(whole).getFirst());
        pieces.add(new Piece.Head(open.appendBuffer(whole), mime()));
      }
      case "mdat" -> {
        Buffer both = open.appendBuffer(whole);
        pieces.add(fragment(both));
      }
      default -> {
        // An index, or padding: nothing for who hears of pieces as they come.
      }
    }
  }

  private String mime() {
    boolean pictures = tracks.stream().anyMatch(Track::picture);
    return tracks.stream()
        .map(Track::codec)
        .collect(
            Collectors.joining(", ", (pictures ? "video" : "audio") + "/mp4; codecs=\"", "\""));
  }

  private Piece.Fragment fragment(Buffer bytes) {
    List<Run> runs =
        Box.row(bytes).getFirst().all("traf").map(traf -> Run.of(traf, tracks)).toList();
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a fragment without a track");
    }
    Run timed =
        runs.stream().filter(run -> run.track().picture()).findFirst().orElse(runs.getFirst());
    boolean pictures = tracks.stream().anyMatch(Track::picture);
    return new Piece.Fragment(
        bytes,
        pictures ? timed.track().picture() && timed.key() : true,
        time(timed.start(), timed.track()),
        time(timed.length(), timed.track()));
  }

  private static Duration time(long units, Track track) {
    return Duration.ofNanos(Math.multiplyExact(units, 1_000_000L) / track.timescale() * 1000);
  }
}
