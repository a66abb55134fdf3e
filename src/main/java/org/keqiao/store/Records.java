package org.keqiao.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All records of one kind. A record is a row of versions in the bucket; writing creates the next
 * version on condition that nobody else has, so no update is ever lost and what returned is kept.
 * Methods block and are called from virtual threads.
 */
public final class Records<T> {

  /** No request to the bucket takes so long. */
  public static final Duration LONGEST_REQUEST = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(Records.class);
  private static final String JSON = "application/json";
  private static final int MOST_ATTEMPTS = 1000;
  private static final int READ_AT_ONCE = 32;

  private final Bucket bucket;
  private final RecordType<T> type;
  private final Optional<Projection<T>> projection;
  private final RecordCache cache;
  private final Set<Id> behind = ConcurrentHashMap.newKeySet();
  private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Revision<T>>> revisions = new CopyOnWriteArrayList<>();

  /** Hears of what this process writes, after it is kept; what other servers write is not heard. */
  @FunctionalInterface
  public interface Listener<T> {
    /**
     * One more version of a record is kept. Must return at once and must not throw.
     *
     * @param before what the version before said; absent for the first
     * @param after what this one says; absent when it says "deleted"
     */
    void written(Id id, Optional<T> before, Optional<T> after);
  }

  /**
   * @param projection where the records are found by search; none for records that are only read by
   *     id and must not leave the bucket, such as accounts and keys
   */
  public Records(Bucket bucket, RecordType<T> type, Optional<Projection<T>> projection) {
    this.bucket = bucket;
    this.cache = bucket.records();
    this.type = type;
    this.projection = projection;
  }

  /** The kind of record. */
  public RecordType<T> type() {
    return type;
  }

  /** Where the records are found by search. */
  Optional<Projection<T>> projection() {
    return projection;
  }

  /** Tells {@code listener} of every write from now on, planting excepted. */
  public void listen(Listener<T> listener) {
    listeners.add(listener);
  }

  /**
   * Tells {@code follower} of every version that this process keeps from now on, planting excepted;
   * it must return at once and must not throw.
   */
  public void tellRevisions(Consumer<Revision<T>> follower) {
    revisions.add(follower);
  }

  private void tell(StoredVersion<T> written, Optional<T> before) {
    listeners.forEach(each -> each.written(written.id(), before, written.value()));
    revisions.forEach(each -> each.accept(Revision.of(written)));
  }

  /**
   * The current version.
   *
   * @throws FaultException not found
   */
  public Entry<T> read(Id id) {
    return find(id).orElseThrow(() -> FaultException.notFound(type.name(), id.value()));
  }

  /** The current version, or nothing when there is no such record or it was deleted. */
  public Optional<Entry<T>> find(Id id) {
    return cache
        .find(type, id, (known, least) -> load(id, known, least))
        .flatMap(StoredVersion::entry);
  }

  /** While the bucket is away, the card of a record or the copy in memory is all there is. */
  private Optional<StoredVersion<T>> load(Id id, Optional<StoredVersion<T>> known, long least) {
    Optional<StoredVersion<T>> near = known.or(() -> behind.contains(id) ? known : onCard(id));
    try {
      Optional<StoredVersion<T>> newest = latest(id, near);
      if (known.isEmpty() && isCardWrong(near, newest)) {
        newest.ifPresent(this::project);
      }
      return newest;
    } catch (FaultException away) {
      if (near.filter(version -> version.version() >= least).isPresent()) {
        return near;
      }
      throw away;
    }
  }

  private static <T> boolean isCardWrong(
      Optional<StoredVersion<T>> card, Optional<StoredVersion<T>> newest) {
    return card.map(StoredVersion::version)
        .map(version -> newest.filter(found -> found.version() > version).isPresent())
        .orElseGet(() -> newest.flatMap(StoredVersion::entry).isPresent());
  }

  private Optional<StoredVersion<T>> onCard(Id id) {
    try {
      return projection.flatMap(cards -> cards.find(id)).map(StoredVersion::of);
    } catch (FaultException away) {
      return Optional.empty();
    }
  }

  /** The newest version in the bucket, looking from {@code known} upwards. */
  private Optional<StoredVersion<T>> latest(Id id, Optional<StoredVersion<T>> known) {
    String after = known.map(version -> type.key(id, version.version() - 1)).orElse("");
    return versions(id, after)
        .reduce((older, newer) -> newer)
        .flatMap(
            newest ->
                known
                    .filter(version -> version.version() == newest.version())
                    .or(() -> version(id, newest.version())));
  }

  /**
   * The current version as the bucket itself has it at this moment, whatever copies say; nothing
   * when there is no such record or it was deleted.
   */
  public Optional<Entry<T>> newest(Id id) {
    Waiting.begin();
    Optional<StoredVersion<T>> newest = latest(id, cache.known(type, id));
    newest.ifPresent(version -> cache.remember(type, version));
    return newest.flatMap(StoredVersion::entry);
  }

  /**
   * Deletes the versions of a record that were written before a moment, but never the current one;
   * for records that change all the time and whose history nobody needs. A writer who has read a
   * version before that moment and writes the next one now would not see that it is late, so the
   * moment lies {@link #LONGEST_REQUEST} back or more.
   */
  public void forgetHistory(Id id, Instant before) {
    List<RecordVersion> old =
        bucket
            .keysStoredBefore(type.prefix(id), before)
            .flatMap(key -> type.parse(key).stream())
            .toList();
    versions(id, "")
        .reduce((older, newer) -> newer)
        .ifPresent(
            current ->
                old.stream()
                    .filter(each -> each.version() < current.version())
                    .forEach(each -> bucket.delete(type.key(id, each.version()))));
  }

  /**
   * Deletes a record with its whole history, as if it had never been, unless it was written at a
   * moment or later; for records that nobody misses after a while. A version that somebody writes
   * at the same time stays and is the record then. The moment lies {@link #LONGEST_REQUEST} back or
   * more.
   *
   * @return whether it is gone
   */
  public boolean forget(Id id, Instant before) {
    List<RecordVersion> all = versions(id, "").toList();
    if (bucket.keysStoredBefore(type.prefix(id), before).count() < all.size()) {
      return false;
    }
    all.forEach(each -> bucket.delete(type.key(id, each.version())));
    cache.forget(type, id);
    projection.ifPresent(cards -> cards.forget(cards.alias(), List.of(id)));
    return true;
  }

  private Stream<RecordVersion> versions(Id id, String after) {
    return bucket.keys(type.prefix(id), after).flatMap(key -> type.parse(key).stream());
  }

  /** One version of a record as it lies in the bucket. */
  Optional<StoredVersion<T>> version(Id id, long version) {
    return bucket.read(type.key(id, version)).map(json -> StoredVersion.parse(json, type.json()));
  }

  /** One version of a record, deletions too. */
  public Optional<Revision<T>> revision(Id id, long version) {
    return version(id, version).map(Revision::of);
  }

  /** Every version of every record, in key order. */
  Stream<RecordVersion> everyVersion() {
    return bucket.keys(type.prefix(), "").flatMap(key -> type.parse(key).stream());
  }

  /** Versions that were stored at a moment or later, by the bucket's clock, in key order. */
  public Stream<RecordVersion> versionsSince(Instant moment) {
    return bucket.keysStoredSince(type.prefix(), moment).flatMap(key -> type.parse(key).stream());
  }

  /** All versions that a record ever had, oldest first, without deletions. */
  public List<Entry<T>> history(Id id) {
    return versions(id, "")
        .flatMap(each -> version(id, each.version()).stream())
        .flatMap(stored -> stored.entry().stream())
        .toList();
  }

  /**
   * Writes version 1.
   *
   * @param by the account that writes
   * @throws FaultException conflict {@code <type>-exists}, also when it was deleted since
   */
  public Entry<T> create(Id id, T value, String by) {
    return createIfAbsent(id, value, by)
        .orElseThrow(() -> FaultException.conflict(type.name() + "-exists", id.value()));
  }

  /** Writes version 1, or nothing when there is one: of any number of callers exactly one wins. */
  public Optional<Entry<T>> createIfAbsent(Id id, T value, String by) {
    Instant now = Instant.now();
    StoredVersion<T> first = StoredVersion.of(new Entry<>(id, 1, now, now, by, value));
    return write(first.byCurrentCall(), Optional.empty());
  }

  /** Writes version 1 if there is none, and leaves its card to the next reconciliation. */
  public void plant(Id id, T value, String by) {
    Instant now = Instant.now();
    Entry<T> first = new Entry<>(id, 1, now, now, by, value);
    bucket.create(type.key(id, 1), Json.bytes(StoredVersion.of(first)), JSON);
  }

  /**
   * Changes a record whatever its version is; {@code change} runs again when another writer came
   * first, and writes nothing when it returns an equal value.
   *
   * @throws FaultException not found, or what {@code change} throws
   */
  public Entry<T> update(Id id, String by, UnaryOperator<T> change) {
    return update(id, OptionalLong.empty(), by, change);
  }

  /**
   * Changes a record on condition that its version is {@code expected}.
   *
   * @throws FaultException stale with the current version, not found, or what {@code change} throws
   */
  public Entry<T> update(Id id, OptionalLong expected, String by, UnaryOperator<T> change) {
    Entry<T> current = inBucket(id);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (expected.isPresent() && expected.getAsLong() != current.version()) {
        throw FaultException.of(new Fault.Stale(current.version()));
      }
      T changed = change.apply(current.value());
      if (changed.equals(current.value())) {
        return current;
      }
      Entry<T> next =
          new Entry<>(id, current.version() + 1, current.createdAt(), Instant.now(), by, changed);
      Optional<Entry<T>> written =
          write(StoredVersion.of(next).byCurrentCall(), Optional.of(current.value()));
      if (written.isPresent()) {
        return written.get();
      }
      current = inBucket(id);
    }
    throw FaultException.unavailable("too-many-writers", null);
  }

  /** A writer begins with what the bucket has: a copy may have missed a write. */
  private Entry<T> inBucket(Id id) {
    return newest(id).orElseThrow(() -> FaultException.notFound(type.name(), id.value()));
  }

  /**
   * Deletes a record: its last version says so, the earlier ones stay.
   *
   * @throws FaultException stale, not found
   */
  public void delete(Id id, long expected, String by) {
    Entry<T> current = inBucket(id);
    if (current.version() != expected) {
      throw FaultException.of(new Fault.Stale(current.version()));
    }
    StoredVersion<T> tombstone =
        new StoredVersion<>(
            id,
            current.version() + 1,
            current.createdAt(),
            Instant.now(),
            by,
            Origin.current(),
            Optional.empty());
    if (!bucket.create(type.key(id, tombstone.version()), Json.bytes(tombstone), JSON)) {
      throw FaultException.of(new Fault.Stale(inBucket(id).version()));
    }
    kept(tombstone);
    tell(tombstone, Optional.of(current.value()));
  }

  private Optional<Entry<T>> write(StoredVersion<T> version, Optional<T> before) {
    if (!bucket.create(type.key(version.id(), version.version()), Json.bytes(version), JSON)) {
      return Optional.empty();
    }
    kept(version);
    tell(version, before);
    return version.entry();
  }

  private void kept(StoredVersion<T> version) {
    cache.remember(type, version);
    cache.announce(type, version.id(), version.version());
    project(version);
  }

  /** The library has it: a card that cannot be written now is written later. */
  private void project(StoredVersion<T> version) {
    projection.ifPresent(
        cards -> {
          try {
            cards.project(version);
            behind.remove(version.id());
          } catch (RuntimeException later) {
            behind.add(version.id());
            LOG.warn("card of {} {} is behind: {}", type.name(), version.id(), later.getMessage());
          }
        });
  }

  /** Writes the cards that could not be written before; returns how many are still behind. */
  int catchUp() {
    for (Id id : List.copyOf(behind)) {
      latest(id, Optional.empty()).ifPresent(this::project);
    }
    return behind.size();
  }

  /** Every record of the bucket with its newest version, deleted ones too, in key order. */
  Iterator<RecordVersion> versions() {
    return newestVersions().iterator();
  }

  private Stream<RecordVersion> newestVersions() {
    List<RecordVersion> last = new ArrayList<>(1);
    return Stream.concat(
        bucket
            .keys(type.prefix(), "")
            .flatMap(key -> type.parse(key).stream())
            .flatMap(
                next -> {
                  RecordVersion previous = last.isEmpty() ? next : last.getFirst();
                  last.clear();
                  last.add(next);
                  return previous.id().equals(next.id()) ? Stream.empty() : Stream.of(previous);
                }),
        Stream.of(last).flatMap(List::stream));
  }

  /**
   * Every record that is not deleted, from the bucket itself, in key order; many are read at once,
   * no faster than they are taken.
   */
  public Stream<Entry<T>> everything() {
    return newestVersions()
        .gather(
            Gatherers.mapConcurrent(READ_AT_ONCE, newest -> version(newest.id(), newest.version())))
        .flatMap(Optional::stream)
        .flatMap(stored -> stored.entry().stream());
  }

  /**
   * Writes the card of a record again, because something has changed that the card is made of and
   * the record does not say.
   */
  public void refreshCard(Id id) {
    latest(id, Optional.empty()).ifPresent(this::project);
  }

  /** Ids that begin so, those of deleted records too, from the bucket itself, in key order. */
  public List<Id> idsBeginning(String beginning) {
    return bucket
        .keys(type.prefix() + beginning, "")
        .flatMap(key -> type.parse(key).stream())
        .map(RecordVersion::id)
        .distinct()
        .toList();
  }

  /** Ids of every record that is not deleted, from the bucket itself, in key order. */
  public Stream<Id> ids() {
    List<Id> ids = new ArrayList<>();
    versions().forEachRemaining(record -> ids.add(record.id()));
    return ids.stream().filter(id -> find(id).isPresent());
  }
}
