package org.keqiao.ingest.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A kind of work of its own, that a test lets go on, and that notes what happened to it. */
final class Toil implements Work {

  private static final AtomicInteger KINDS = new AtomicInteger();

  private final String kind = "toil-" + KINDS.incrementAndGet();
  private final Semaphore permits = new Semaphore(0);
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<String> finished = new CopyOnWriteArrayList<>();
  private final List<String> interrupted = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  /** Content of this number; it begins with it, as the ids of jobs do. */
  static String sha256(int number) {
    return "%08x".formatted(number).repeat(8);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public void run(Task task) throws InterruptedException {
    begun.add(task.sha256());
    AtomicInteger together = atOnce.computeIfAbsent(task.sha256(), key -> new AtomicInteger());
    mostAtOnce.accumulateAndGet(together.incrementAndGet(), Math::max);
    task.progress().accept(40);
    try {
      permits.acquire();
      finished.add(task.sha256());
    } catch (InterruptedException stopped) {
      interrupted.add(task.sha256());
      throw stopped;
    } finally {
      together.decrementAndGet();
    }
  }

  void letGo(int jobs) {
    permits.release(jobs);
  }

  List<String> begun() {
    return begun;
  }

  List<String> finished() {
    return finished;
  }

  List<String> interrupted() {
    return interrupted;
  }

  /** How many worked on the same content at the same time, at most. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }
}
