package org.keqiao.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the exact name of an H.264 coding, which players compare with what they can decode. */
final class AvcCodec {

  private static final byte[] BOX = {'a', 'v', 'c', 'C'};

  private AvcCodec() {}

  /**
   * The name as RFC 6381 writes it, such as {@code avc1.64001E}.
   *
   * @param media a file in fragmented MP4
   * @param header where its header is
   * @throws IOException if it cannot be read or is not H.264
   */
  static String of(Path media, MediaPlaylist.Range header) throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(media)) {
      stream.skipNBytes(header.offset());
      bytes = stream.readNBytes(Math.toIntExact(header.length()));
    }
    for (int i = 0; i + BOX.length + 4 <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + BOX.length, BOX, 0, BOX.length)) {
        // One byte of version, then profile, constraints and level.
        int profile = i + BOX.length + 1;
        return "avc1." + HexFormat.of().withUpperCase().formatHex(bytes, profile, profile + 3);
      }
    }
    throw new IOException(media + " is not H.264");
  }
}
