package org.keqiao.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection whose other end reads and writes as slowly as it likes. */
final class RawLine implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket = new Socket();

  RawLine(URI server) throws IOException {
    socket.setReceiveBufferSize(16 << 10);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
  }

  /** Sends a text; false when the other end has hung up. */
  boolean send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Asks for something without a body. */
  RawLine get(String path) {
    send("GET %s HTTP/1.1\r\nHost: here\r\n\r\n".formatted(path));
    return this;
  }

  /** Takes up to so many bytes; fewer only when the other end has hung up. */
  long take(long most) {
    byte[] piece = new byte[16 << 10];
    long taken = 0;
    try {
      while (taken < most) {
        int length =
            socket.getInputStream().read(piece, 0, (int) Math.min(piece.length, most - taken));
        if (length < 0) {
          return taken;
        }
        taken += length;
      }
    } catch (IOException reset) {
      return taken;
    }
    return taken;
  }

  /** The status that was answered; 0 when the other end has hung up instead. */
  int status() {
    try {
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return line.length == 0
          ? 0
          : Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
    } catch (IOException reset) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
