package org.keqiao.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who searches without end while something else goes on. */
final class Searchers {

  private static final long PAUSE_MILLIS = 100;

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final Thread thread;

  private Searchers(Questions questions) {
    this.thread = Thread.ofVirtual().unstarted(() -> search(questions));
  }

  /** Searches until the work is done. */
  static Searchers during(Runnable work, Questions questions) throws InterruptedException {
    Searchers searchers = new Searchers(questions);
    searchers.thread.start();
    try {
      work.run();
    } finally {
      searchers.enough.set(true);
      searchers.thread.join();
    }
    return searchers;
  }

  private void search(Questions questions) {
    while (!enough.get()) {
      try {
        (questions.answered() ? answered : failed).incrementAndGet();
        Thread.sleep(PAUSE_MILLIS);
      } catch (IOException lost) {
        failed.incrementAndGet();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  int answered() {
    return answered.get();
  }

  int failed() {
    return failed.get();
  }
}
