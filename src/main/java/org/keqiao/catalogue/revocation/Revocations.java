package org.keqiao.catalogue.revocation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.Life;
import org.keqiao.catalogue.PartUses;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * The list: numbered from 1 without gaps, whichever server writes, because the next number is
 * created on condition that nobody else has. Every server reads it to its end before it adds to it,
 * so that a lesson is never listed twice for the same withdrawal.
 */
public final class Revocations {

  /** Entries of the list, by their number. */
  public static final RecordType<Revocation> TYPE =
      new RecordType<>("revocation", Revocation.class);

  private static final String SYSTEM = "system";

  private final Records<Revocation> records;
  private final PartUses uses;
  private final Clock clock;
  private final List<Revocation> known = new ArrayList<>();
  private final Map<Id, Revocation> last = new HashMap<>();

  /**
   * @param uses which other lessons that are out have a file
   */
  public Revocations(Bucket bucket, PartUses uses, Clock clock) {
    this.records = new Records<>(bucket, TYPE, Optional.empty());
    this.uses = uses;
    this.clock = clock;
  }

  /** The records. */
  public Records<Revocation> records() {
    return records;
  }

  /** An entry and its number. */
  record Numbered(long number, Revocation revocation) {}

  /**
   * Part of the list.
   *
   * @param latest number of its last entry, 0 when it has none
   */
  record Stretch(List<Numbered> entries, long latest) {}

  /** The entries after a number. */
  synchronized Stretch after(long number, int most) {
    read();
    List<Numbered> entries = new ArrayList<>();
    for (long next = number + 1; next <= known.size() && entries.size() < most; next++) {
      entries.add(new Numbered(next, known.get((int) next - 1)));
    }
    return new Stretch(entries, known.size());
  }

  /** Reads what other servers have added. */
  private void read() {
    Optional<Entry<Revocation>> next = records.newest(id(known.size() + 1L));
    while (next.isPresent()) {
      learn(next.get().value());
      next = records.newest(id(known.size() + 1L));
    }
  }

  private void learn(Revocation entry) {
    known.add(entry);
    last.put(entry.lesson(), entry);
  }

  private static Id id(long number) {
    return new Id("%010d".formatted(number));
  }

  /** Lists a lesson, when it is no more what the list says of it; does nothing otherwise. */
  public synchronized void follow(Entry<Lesson> lesson) {
    if (lesson.value().publishedAt().isEmpty()) {
      return;
    }
    read();
    while (isRevoked(lesson.id()) == lesson.value().isServed()) {
      Revocation entry = entry(lesson);
      if (records.createIfAbsent(id(known.size() + 1L), entry, SYSTEM).isPresent()) {
        learn(entry);
      } else {
        read();
      }
    }
  }

  /** Every lesson that is listed as revoked, as far as this server has read. */
  public synchronized List<Id> revoked() {
    read();
    return last.keySet().stream().filter(this::isRevoked).toList();
  }

  private boolean isRevoked(Id lesson) {
    return Optional.ofNullable(last.get(lesson))
        .filter(entry -> entry.action() == Revocation.Action.REVOKE)
        .isPresent();
  }

  private Revocation entry(Entry<Lesson> entry) {
    Lesson lesson = entry.value();
    if (lesson.isServed()) {
      return new Revocation(
          entry.id(),
          entry.version(),
          Revocation.Action.RESTORE,
          List.of(),
          Optional.empty(),
          clock.instant());
    }
    return new Revocation(
        entry.id(),
        entry.version(),
        Revocation.Action.REVOKE,
        files(lesson).filter(sha256 -> !isUsedElsewhere(sha256, entry.id())).toList(),
        reason(lesson.life()),
        clock.instant());
  }

  private static Optional<String> reason(Life life) {
    return life.history().isEmpty() ? Optional.empty() : life.history().getLast().reason();
  }

  private static Stream<String> files(Lesson lesson) {
    return lesson.parts().values().stream().map(file -> file.sha256()).distinct().sorted();
  }

  /** While nobody can tell who else has a file, it stays with those who have it. */
  private boolean isUsedElsewhere(String sha256, Id lesson) {
    try {
      return uses.isUsedElsewhere(sha256, lesson);
    } catch (FaultException away) {
      return true;
    }
  }
}
