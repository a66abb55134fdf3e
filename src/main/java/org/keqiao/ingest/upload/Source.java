package org.keqiao.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.http.BodyStream;

/** Where the bytes of an upload come from. */
@FunctionalInterface
interface Source {

  /**
   * The next bytes; none at the end.
   *
   * @throws FaultException when no more will come, though it is not the end
   */
  Optional<byte[]> next();

  /** Asks the source to end soon, because another request goes on with the upload. */
  default void stop() {}

  /** A request's body, which must not come slower than {@code slowest} bytes a second. */
  static Source of(BodyStream body, long slowest) {
    Pace pace = new Pace(slowest);
    return new Source() {
      @Override
      public Optional<byte[]> next() {
        long begin = System.nanoTime();
        Optional<byte[]> bytes = body.next(Pace.SPAN);
        bytes.ifPresent(piece -> pace.require(piece.length, System.nanoTime() - begin));
        return bytes;
      }

      @Override
      public void stop() {
        body.stop(FaultException.conflict("upload-taken-over"));
      }
    };
  }

  /** A stream of this machine. */
  static Source of(InputStream in) {
    byte[] piece = new byte[1 << 18];
    return () -> {
      try {
        int length = in.readNBytes(piece, 0, piece.length);
        return length == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(piece, length));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    };
  }
}
