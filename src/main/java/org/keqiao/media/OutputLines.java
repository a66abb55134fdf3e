package org.keqiao.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands each line that a program prints to a consumer, until one of them ends. */
final class OutputLines implements Runnable {

  private final InputStream stream;
  private final Consumer<String> consumer;
  private final Runnable onFailure;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * Prepares the reading.
   *
   * @param onFailure what to do when the consumer throws: the program would otherwise wait for a
   *     reader for ever
   */
  OutputLines(InputStream stream, Consumer<String> consumer, Runnable onFailure) {
    this.stream = stream;
    this.consumer = consumer;
    this.onFailure = onFailure;
  }

  @Override
  public void run() {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        consumer.accept(line);
        line = reader.readLine();
      }
    } catch (IOException e) {
      // The pipe of a killed program breaks; what its exit code means is for the caller to say.
      onFailure.run();
    } catch (RuntimeException e) {
      failure.set(e);
      onFailure.run();
    }
  }

  /** Throws what the consumer threw, if it did. */
  void rethrow() {
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
