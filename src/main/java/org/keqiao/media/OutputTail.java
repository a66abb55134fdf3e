package org.keqiao.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;

/** Reads a program's complaints to their end and keeps the last of them. */
final class OutputTail implements Runnable {

  private static final int LIMIT_CHARACTERS = 8192;

  private final InputStream stream;
  private final StringBuilder text = new StringBuilder();

  OutputTail(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public void run() {
    char[] buffer = new char[1024];
    try (Reader reader = new InputStreamReader(stream, UTF_8)) {
      int count = reader.read(buffer);
      while (count >= 0) {
        append(buffer, count);
        count = reader.read(buffer);
      }
    } catch (IOException e) {
      // The pipe of a killed program breaks; what it said until then is kept.
      char[] last = ("\n" + e.getMessage()).toCharArray();
      append(last, last.length);
    }
  }

  synchronized String text() {
    return text.toString();
  }

  private synchronized void append(char[] characters, int count) {
    text.append(characters, 0, count);
    text.delete(0, Math.max(0, text.length() - LIMIT_CHARACTERS));
  }
}
