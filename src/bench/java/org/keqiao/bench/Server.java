package org.keqiao.bench;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

/** A process under load. */
interface Server extends AutoCloseable {

  /** Where it answers. */
  URI address();

  /** The process; its children count as part of it. */
  Process process();

  /** Time of all cores that it has taken so far, in steps of 10 ms. */
  default Duration processorTime() {
    return Stream.concat(Stream.of(process().toHandle()), process().descendants())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Ends it and waits until it is gone. */
  @Override
  default void close() {
    process().destroy();
    process().onExit().join();
  }
}
