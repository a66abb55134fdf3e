package org.keqiao.ingest.upload;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Gives what is written to it on, piece by piece. */
final class PieceStream extends OutputStream {

  private final Consumer<byte[]> taker;

  PieceStream(Consumer<byte[]> taker) {
    this.taker = taker;
  }

  @Override
  public void write(int single) {
    taker.accept(new byte[] {(byte) single});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    taker.accept(Arrays.copyOfRange(bytes, offset, offset + length));
  }
}
