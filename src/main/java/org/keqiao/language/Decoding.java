package org.keqiao.language;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Reads text of which nobody says how it is encoded. */
public final class Decoding {

  private Decoding() {}

  /** The text of these bytes; nothing when any of them is not as the encoding has it. */
  public static Optional<String> strict(ByteBuffer bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes.duplicate())
              .toString());
    } catch (CharacterCodingException other) {
      return Optional.empty();
    }
  }
}
