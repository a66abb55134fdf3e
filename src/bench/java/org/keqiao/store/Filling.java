package org.keqiao.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Fills a new index beside the one that is read, as a rebuild does, from entries at hand. */
public final class Filling {

  private static final int BATCH = 500;

  private Filling() {}

  /** Writes a card for each entry and shows them all to readers at once. */
  public static <T> void rebuild(Projection<T> cards, Stream<Entry<T>> entries) {
    String index = cards.beginRebuild();
    try (CardWriter<T> writer = new CardWriter<>(cards, index)) {
      List<StoredVersion<T>> batch = new ArrayList<>();
      for (Iterator<Entry<T>> each = entries.iterator(); each.hasNext(); ) {
        batch.add(StoredVersion.of(each.next()));
        if (batch.size() == BATCH || !each.hasNext()) {
          List<StoredVersion<T>> full = List.copyOf(batch);
          writer.write(() -> full);
          batch.clear();
        }
      }
      writer.finish();
    }
    cards.finishRebuild(index);
  }
}
