package org.keqiao.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that this server has in memory, of all kinds together, under one budget of bytes.
 *
 * <p>A write on another server is seen here as soon as its news arrives. News can be lost: so a
 * copy is believed for {@link RecordSettings#fresh} only, and then compared with the bucket. No
 * read that begins later than that after a write shows what was before it, whatever becomes of the
 * news. A copy that is read all the time is compared before its time is over, so that its readers
 * never wait. While the bucket is away copies are believed on.
 *
 * <p>Copies are ordered by version: no read shows an older version than one that was shown, written
 * or heard of here before it began. A deletion is a version too.
 */
public final class RecordCache {

  private static final Logger LOG = LoggerFactory.getLogger(RecordCache.class);

  /** A record takes so many times the bytes of its JSON, about. */
  private static final int HEAP_PER_JSON = 4;

  /** Of so many records it is known which version was the newest, in memory or not. */
  private static final int MOST_SEEN = 100_000;

  private final Cache<Key, Copy> copies;
  private final Cache<Key, Long> seen =
      Caffeine.newBuilder().maximumSize(MOST_SEEN).executor(Runnable::run).build();
  private final Map<Key, Load<?>> loads = new ConcurrentHashMap<>();
  private final LongAdder fromMemory = new LongAdder();
  private final LongAdder fromStores = new LongAdder();
  private final long fresh;
  private final LongSupplier nanos;
  private volatile Consumer<RecordNews> others = news -> {};

  private record Key(String type, Id id) {}

  /**
   * @param confirmed when it was known to be the newest
   */
  private record Copy(StoredVersion<?> version, int weight, long confirmed) {

    @SuppressWarnings("unchecked") // The name of a type, which is part of the key, stands for T.
    <T> StoredVersion<T> typed() {
      return (StoredVersion<T>) version;
    }
  }

  /** Where a record is read that is not in memory, or not known to be the newest. */
  @FunctionalInterface
  interface Source<T> {
    /**
     * The newest version.
     *
     * @param known the copy, if there is one
     * @param least the newest version that was heard of; only the bucket may say that it is not so
     */
    Optional<StoredVersion<T>> load(Optional<StoredVersion<T>> known, long least);
  }

  RecordCache(RecordSettings settings) {
    this(settings.memory(), settings.fresh(), System::nanoTime);
  }

  RecordCache(long memory, Duration fresh, LongSupplier nanos) {
    this.fresh = fresh.toNanos();
    this.nanos = nanos;
    this.copies =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .weigher((Key key, Copy copy) -> copy.weight())
            .executor(Runnable::run)
            .build();
  }

  /** Tells {@code others} of every write here from now on; must return at once. */
  public void tell(Consumer<RecordNews> others) {
    this.others = others;
  }

  /** Another server says that it has written. */
  public void hear(RecordNews news) {
    Key key = new Key(news.type(), news.id());
    overtake(key);
    if (news.version() != RecordNews.GONE) {
      seen.asMap().merge(key, news.version(), Long::max);
    }
    copies
        .asMap()
        .computeIfPresent(
            key, (same, copy) -> copy.version().version() >= news.version() ? copy : null);
  }

  /** Counts reads and bytes. */
  public void monitor(MeterRegistry metrics) {
    count(metrics, "memory", fromMemory);
    count(metrics, "stores", fromStores);
    Gauge.builder(
            "keqiao.records.memory",
            copies,
            cache -> cache.policy().eviction().orElseThrow().weightedSize().orElse(0))
        .baseUnit("bytes")
        .description("what records in memory take, about")
        .register(metrics);
  }

  private static void count(MeterRegistry metrics, String from, LongAdder reads) {
    FunctionCounter.builder("keqiao.records.reads", reads, LongAdder::sum)
        .description("reads of records by id, by where the answer came from")
        .tag("from", from)
        .register(metrics);
  }

  /** The version in memory, fresh or not; nothing when there is none. */
  <T> Optional<StoredVersion<T>> known(RecordType<T> type, Id id) {
    Copy copy = copies.getIfPresent(new Key(type.name(), id));
    return copy == null ? Optional.empty() : Optional.of(copy.typed());
  }

  /**
   * The newest version. However many readers ask for one that is not in memory, the source is asked
   * once.
   */
  <T> Optional<StoredVersion<T>> find(RecordType<T> type, Id id, Source<T> source) {
    Key key = new Key(type.name(), id);
    Copy copy = copies.getIfPresent(key);
    long age = copy == null ? fresh : nanos.getAsLong() - copy.confirmed();
    if (copy == null || age >= fresh) {
      Waiting.begin();
      fromStores.increment();
      return load(key, source);
    }
    fromMemory.increment();
    if (age > fresh / 2 && !loads.containsKey(key)) {
      var _ = Thread.ofVirtual().start(() -> refresh(key, source));
    }
    return Optional.of(copy.typed());
  }

  private <T> void refresh(Key key, Source<T> source) {
    try {
      var _ = load(key, source);
    } catch (RuntimeException away) {
      LOG.debug("{} is not compared now", key, away);
    }
  }

  private <T> Optional<StoredVersion<T>> load(Key key, Source<T> source) {
    Load<T> own = new Load<>(load -> ask(key, source, load));
    Load<T> running = join(key, own);
    if (running == own) {
      try {
        own.run();
      } finally {
        loads.remove(key, own);
      }
    }
    return running.await();
  }

  @SuppressWarnings("unchecked") // As with copies: the key names the type.
  private <T> Load<T> join(Key key, Load<T> own) {
    Load<T> running = (Load<T>) loads.putIfAbsent(key, own);
    return running == null ? own : running;
  }

  private <T> Optional<StoredVersion<T>> ask(Key key, Source<T> source, Load<T> load) {
    long asked = nanos.getAsLong();
    Copy copy = copies.getIfPresent(key);
    Long least = seen.getIfPresent(key);
    Optional<StoredVersion<T>> found =
        source.load(
            copy == null ? Optional.empty() : Optional.of(copy.typed()), least == null ? 0 : least);
    boolean alone =
        load.unlessOvertaken(
            () ->
                found.ifPresentOrElse(
                    version -> keep(key, version, asked), () -> copies.invalidate(key)));
    if (!alone) {
      found.ifPresent(version -> learn(key, version, asked));
    }
    Copy now = copies.getIfPresent(key);
    return now != null && found.map(StoredVersion::version).orElse(0L) < now.version().version()
        ? Optional.of(now.typed())
        : found;
  }

  /**
   * Keeps what was written or found in the bucket, unless a newer one has been seen meanwhile; what
   * readers are being told may be older and is not kept.
   */
  <T> void remember(RecordType<T> type, StoredVersion<T> version) {
    Key key = new Key(type.name(), version.id());
    overtake(key);
    learn(key, version, nanos.getAsLong());
  }

  private void learn(Key key, StoredVersion<?> version, long confirmed) {
    seen.asMap().merge(key, version.version(), Long::max);
    copies.asMap().compute(key, (same, copy) -> unlessOlder(key, copy, version, confirmed));
  }

  private @Nullable Copy unlessOlder(
      Key key, @Nullable Copy copy, StoredVersion<?> version, long confirmed) {
    Long newest = seen.getIfPresent(key);
    if (newest == null || newest <= version.version()) {
      return newer(copy, version, confirmed);
    }
    return copy != null && copy.version().version() >= version.version() ? copy : null;
  }

  /** Lets the other servers know what is written here. */
  <T> void announce(RecordType<T> type, Id id, long version) {
    others.accept(new RecordNews(type.name(), id, version));
  }

  /** Remembers nothing of a record that is no more. */
  void forget(RecordType<?> type, Id id) {
    Key key = new Key(type.name(), id);
    seen.invalidate(key);
    hear(new RecordNews(type.name(), id, RecordNews.GONE));
    others.accept(new RecordNews(type.name(), id, RecordNews.GONE));
  }

  private void overtake(Key key) {
    Load<?> load = loads.get(key);
    if (load != null) {
      load.overtake();
      loads.remove(key, load);
    }
  }

  private void keep(Key key, StoredVersion<?> version, long confirmed) {
    seen.put(key, version.version());
    copies.asMap().compute(key, (same, copy) -> newer(copy, version, confirmed));
  }

  private static Copy newer(@Nullable Copy copy, StoredVersion<?> version, long confirmed) {
    if (copy == null || copy.version().version() < version.version()) {
      return new Copy(version, HEAP_PER_JSON * Json.bytes(version).length, confirmed);
    }
    return copy.version().version() == version.version()
        ? new Copy(copy.version(), copy.weight(), Math.max(copy.confirmed(), confirmed))
        : copy;
  }
}
