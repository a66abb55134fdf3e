package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the head says of a track.
 *
 * @param id as fragments name it
 * @param picture whether it is of pictures
 * @param timescale units of time a second
 * @param usualDuration of a sample, in units of time
 * @param usualFlags of a sample
 * @param codec as RFC 6381 writes it
 */
record Track(
    long id, boolean picture, long timescale, long usualDuration, long usualFlags, String codec) {

  private static final int ENTRY = 16;
  private static final int VISUAL_ENTRY = 86;

  /** All tracks of a {@code moov}. */
  static List<Track> of(Box moov) {
    return moov.all("trak").flatMap(trak -> read(moov, trak).stream()).toList();
  }

  private static Optional<Track> read(Box moov, Box trak) {
    Box header = trak.find("tkhd").orElseThrow(() -> lacks("tkhd"));
    long id = header.content().getUnsignedInt(header.version() == 1 ? 20 : 12);
    Box media = trak.find("mdia", "mdhd").orElseThrow(() -> lacks("mdhd"));
    String handler =
        trak.find("mdia", "hdlr")
            .map(box -> box.content().getString(8, 12, StandardCharsets.ISO_8859_1.name()))
            .orElse("");
    Buffer usual =
        moov.find("mvex").stream()
            .flatMap(mvex -> mvex.all("trex"))
            .map(Box::content)
            .filter(trex -> trex.getUnsignedInt(4) == id)
            .findFirst()
            .orElseThrow(() -> lacks("trex"));
    return trak.find("mdia", "minf", "stbl", "stsd")
        .map(
            stsd ->
                new Track(
                    id,
                    handler.equals("vide"),
                    media.content().getUnsignedInt(media.version() == 1 ? 20 : 12),
                    usual.getUnsignedInt(12),
                    usual.getUnsignedInt(20),
                    codec(stsd.content().slice(8, stsd.content().length()))));
  }

  private static IllegalArgumentException lacks(String box) {
    return new IllegalArgumentException("a head without " + box);
  }

  private static String codec(Buffer entry) {
    String name = Box.type(entry, 0);
    if (!name.equals("avc1")) {
      // What we encode sound to: AAC-LC.
      return name.equals("mp4a") ? "mp4a.40.2" : name;
    }
    int at = VISUAL_ENTRY;
    while (at + ENTRY < entry.length() && !Box.type(entry, at).equals("avcC")) {
      at += Math.max(Box.HEAD, (int) entry.getUnsignedInt(at));
    }
    byte[] profile = entry.getBytes(at + Box.HEAD + 1, at + Box.HEAD + 4);
    return "avc1." + HexFormat.of().formatHex(profile);
  }
}
