package org.keqiao.media;

import java.util.function.Consumer;

/** Keeps the beginning of what a program prints, so that a talkative one cannot fill the heap. */
final class OutputHead implements Consumer<String> {

  private static final int LIMIT_CHARACTERS = 8 << 20;

  private final StringBuilder text = new StringBuilder();

  @Override
  public synchronized void accept(String line) {
    if (text.length() + line.length() < LIMIT_CHARACTERS) {
      text.append(line).append('\n');
    }
  }

  synchronized String text() {
    return text.toString();
  }
}
