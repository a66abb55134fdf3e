package org.keqiao.ingest.video;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.keqiao.language.Decoding;

/** The text of a file of captions, whichever encoding its editor chose. */
final class CaptionText {

  private static final String MARK = "\uFEFF";

  /** What Chinese editors of captions write when they are not asked for UTF-8. */
  private static final Charset GB = Charset.forName("GB18030");

  private CaptionText() {}

  /** Its text without a byte order mark; empty if it is in no encoding that is known. */
  static Optional<String> of(byte[] file) {
    return candidates(file).stream()
        .flatMap(charset -> Decoding.strict(ByteBuffer.wrap(file), charset).stream())
        .filter(text -> text.indexOf('\0') < 0)
        .map(text -> text.startsWith(MARK) ? text.substring(1) : text)
        .findFirst();
  }

  /** Captions begin with letters and digits of ASCII: one byte of their UTF-16 is zero. */
  private static List<Charset> candidates(byte[] file) {
    if (file.length >= 2) {
      boolean big = (file[0] == (byte) 0xFE && file[1] == (byte) 0xFF) || file[0] == 0;
      boolean little = (file[0] == (byte) 0xFF && file[1] == (byte) 0xFE) || file[1] == 0;
      if (big || little) {
        return List.of(big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
      }
    }
    return List.of(StandardCharsets.UTF_8, GB);
  }
}
