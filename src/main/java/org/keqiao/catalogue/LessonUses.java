package org.keqiao.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * How often each lesson was played, by all servers together. Plays are counted in memory and added
 * to the bucket by {@link #flush}: a server that is killed loses those since its last flush, and
 * one whose line breaks while it saves may count them twice, which a signal that only ranks can
 * bear.
 *
 * <p>The counts of many lessons lie together in one record, and old versions are forgotten: a
 * record for each lesson would leave thousands of versions a day for one that is played all day.
 */
public final class LessonUses {

  private static final RecordType<Piece> TYPE = new RecordType<>("usage", Piece.class);
  private static final String SYSTEM = "system";
  private static final int PIECES = 64;

  private final Records<Piece> pieces;
  private final Map<Id, Long> unsaved = new ConcurrentHashMap<>();
  private final Map<Id, Long> totals = new ConcurrentHashMap<>();
  private boolean loaded;

  /**
   * The counts of some lessons.
   *
   * @param plays id of a lesson → how often it was played
   */
  record Piece(Map<String, Long> plays) {

    static final Piece EMPTY = new Piece(Map.of());

    Piece plus(Map<Id, Long> more) {
      Map<String, Long> sums = new TreeMap<>(plays);
      more.forEach((lesson, count) -> sums.merge(lesson.value(), count, Long::sum));
      return new Piece(sums);
    }
  }

  /** Over this bucket. */
  public LessonUses(Bucket bucket) {
    this.pieces = new Records<>(bucket, TYPE, Optional.empty());
  }

  /** A lesson was played once more. */
  public void count(Id lesson) {
    unsaved.merge(lesson, 1L, Long::sum);
  }

  /** How often a lesson was played, as far as it is saved and this server has read it. */
  public long of(Id lesson) {
    load();
    return totals.getOrDefault(lesson, 0L);
  }

  /** The lessons that were ever played, the most played first. */
  public Stream<Id> ranking() {
    load();
    Comparator<Map.Entry<Id, Long>> most = Map.Entry.comparingByValue(Comparator.reverseOrder());
    return Map.copyOf(totals).entrySet().stream()
        .sorted(most.thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  private synchronized void load() {
    if (!loaded) {
      refresh();
      loaded = true;
    }
  }

  /** Reads what all servers have saved. */
  public synchronized void refresh() {
    pieces.everything().map(Entry::value).forEach(this::learn);
  }

  private void learn(Piece piece) {
    piece.plays().forEach((lesson, plays) -> totals.put(new Id(lesson), plays));
  }

  /**
   * Saves what was counted since the last flush.
   *
   * @return the lessons whose number of plays has one digit more than before
   */
  public synchronized List<Id> flush() {
    load();
    Map<Id, List<Id>> byPiece =
        unsaved.keySet().stream().collect(Collectors.groupingBy(LessonUses::pieceOf));
    List<Id> risen = new ArrayList<>();
    byPiece.forEach(
        (piece, lessons) -> {
          Map<Id, Long> plays = take(lessons);
          try {
            risen.addAll(save(piece, plays));
          } catch (RuntimeException away) {
            plays.forEach((lesson, more) -> unsaved.merge(lesson, more, Long::sum));
            throw away;
          }
        });
    return risen;
  }

  private Map<Id, Long> take(List<Id> lessons) {
    Map<Id, Long> plays = new HashMap<>();
    for (Id lesson : lessons) {
      Long counted = unsaved.remove(lesson);
      if (counted != null) {
        plays.put(lesson, counted);
      }
    }
    return plays;
  }

  private List<Id> save(Id piece, Map<Id, Long> plays) {
    Map<Id, Integer> before = new HashMap<>();
    plays.keySet().forEach(lesson -> before.put(lesson, digits(lesson)));
    Entry<Piece> saved =
        pieces
            .newest(piece)
            .map(known -> pieces.update(piece, SYSTEM, sums -> sums.plus(plays)))
            .or(() -> pieces.createIfAbsent(piece, Piece.EMPTY.plus(plays), SYSTEM))
            .orElseGet(() -> pieces.update(piece, SYSTEM, sums -> sums.plus(plays)));
    learn(saved.value());
    return plays.keySet().stream()
        .filter(lesson -> digits(lesson) > before.getOrDefault(lesson, 1))
        .toList();
  }

  private int digits(Id lesson) {
    return Long.toString(totals.getOrDefault(lesson, 0L)).length();
  }

  /** Deletes what was saved earlier and has been replaced since. */
  public void forgetHistory() {
    Instant before = Instant.now().minus(Records.LONGEST_REQUEST);
    IntStream.range(0, PIECES)
        .mapToObj(LessonUses::piece)
        .forEach(id -> pieces.forgetHistory(id, before));
  }

  private static Id pieceOf(Id lesson) {
    return piece(Math.floorMod(lesson.value().hashCode(), PIECES));
  }

  private static Id piece(int number) {
    return new Id("piece-%02d".formatted(number));
  }
}
