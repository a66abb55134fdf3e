package org.keqiao.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.keqiao.fault.FaultException;

/**
 * Brings the card catalogue of one kind of record in step with the library: a merge-join over both,
 * healing every difference. Running it again, or twice at once, does no harm.
 */
public final class Reconcile<T> {

  private static final int BATCH = 500;

  private final Records<T> records;
  private final Projection<T> cards;

  private Reconcile(Records<T> records, Projection<T> cards) {
    this.records = records;
    this.cards = cards;
  }

  /** For the records that have cards; nothing for those that have none. */
  public static <T> Optional<Reconcile<T>> of(Records<T> records) {
    return records.projection().map(cards -> new Reconcile<>(records, cards));
  }

  /**
   * What a run found.
   *
   * @param type kind of record
   * @param records how many the library has, deleted ones included
   * @param healed how many cards were written or dropped
   */
  public record Report(String type, long records, long healed) {}

  /** Makes the index when there is none, rebuilds it when its mapping has changed, then heals. */
  public Report start() {
    return cards.ensure() ? run() : refill();
  }

  /** Heals the index that is read now. */
  public Report run() {
    return heal(cards.alias());
  }

  /** Fills a new index and shows it to readers once it is complete. */
  public Report rebuild() {
    cards.ensure();
    return refill();
  }

  private Report refill() {
    String index = cards.beginRebuild();
    Report filled;
    try {
      filled = heal(index);
      cards.finishRebuild(index);
    } catch (RuntimeException failed) {
      cards.abandonRebuild(index);
      throw failed;
    }
    run();
    return filled;
  }

  /** Writes cards that could not be written before. */
  public void catchUp() {
    records.catchUp();
  }

  private Report heal(String index) {
    List<Difference.Behind> behind = new ArrayList<>();
    List<Id> orphans = new ArrayList<>();
    long[] healed = {0};
    try (CardWriter<T> writer = new CardWriter<>(cards, index)) {
      long total =
          cards.scan(
              index,
              catalogue ->
                  MergeJoin.differences(
                      records.versions(),
                      catalogue,
                      difference -> {
                        healed[0]++;
                        switch (difference) {
                          case Difference.Behind late -> behind.add(late);
                          case Difference.Orphan orphan -> orphans.add(orphan.id());
                        }
                        if (behind.size() + orphans.size() >= BATCH) {
                          flush(writer, behind, orphans);
                        }
                      }));
      flush(writer, behind, orphans);
      writer.finish();
      return new Report(records.type().name(), total, healed[0]);
    }
  }

  private void flush(CardWriter<T> writer, List<Difference.Behind> behind, List<Id> orphans) {
    List<Difference.Behind> late = List.copyOf(behind);
    List<Id> unknown = List.copyOf(orphans);
    writer.forget(unknown);
    writer.write(() -> read(late));
    behind.clear();
    orphans.clear();
  }

  private List<StoredVersion<T>> read(List<Difference.Behind> behind) {
    List<StoredVersion<T>> versions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<StoredVersion<T>>>> reads = new ArrayList<>();
      for (Difference.Behind late : behind) {
        reads.add(threads.submit(() -> records.version(late.id(), late.version())));
      }
      for (Future<Optional<StoredVersion<T>>> read : reads) {
        read.get().ifPresent(versions::add);
      }
    } catch (ExecutionException failed) {
      throw FaultException.unavailable("bucket-unavailable", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("bucket-unavailable", interrupted);
    }
    return versions;
  }
}
