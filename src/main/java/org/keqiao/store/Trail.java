package org.keqiao.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the versions of some kinds of records by who wrote them, when and where: one line a
 * version. The versions themselves lie in the bucket and nobody changes them; the lines are made
 * from them, and can be made again.
 */
public final class Trail {

  private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
  private static final RecordType<TrailLine> TYPE = new RecordType<>("audit", TrailLine.class);
  private static final int BATCH = 500;
  private static final int READ_AT_ONCE = 16;

  private final Elastic elastic;
  private final Projection<TrailLine> lines;
  private final List<Followed<?>> followed = new CopyOnWriteArrayList<>();
  private final Map<Id, StoredVersion<TrailLine>> unwritten = new ConcurrentHashMap<>();
  private final Set<Late> behind = ConcurrentHashMap.newKeySet();
  private volatile boolean started;

  /**
   * @param mapping settings and mappings of the index
   * @param card what is searched of a line
   */
  public Trail(Elastic elastic, Path mapping, Card<TrailLine> card) {
    this.elastic = elastic;
    this.lines = new Projection<>(elastic, TYPE, mapping, card);
  }

  /** Where the lines are searched. */
  public Projection<TrailLine> lines() {
    return lines;
  }

  private record Followed<T>(Records<T> records, Function<Revision<T>, List<String>> places) {

    StoredVersion<TrailLine> line(Revision<T> revision) {
      String type = records.type().name();
      TrailLine line =
          new TrailLine(
              type,
              revision.id(),
              revision.version(),
              revision.at(),
              revision.by(),
              revision.origin(),
              revision.value().isEmpty(),
              places.apply(revision));
      return StoredVersion.of(
          new Entry<>(
              name(type, revision.id(), revision.version()),
              1,
              revision.at(),
              revision.at(),
              revision.by(),
              line));
    }

    Id name(RecordVersion version) {
      return name(records.type().name(), version.id(), version.version());
    }

    static Id name(String type, Id id, long version) {
      return new Id(DigestUtils.sha256Hex(type + "/" + id + "/" + version).substring(0, 40));
    }

    Optional<StoredVersion<TrailLine>> read(RecordVersion version) {
      return records.revision(version.id(), version.version()).map(this::line);
    }
  }

  private record Late(Followed<?> of, RecordVersion version) {}

  /**
   * Has a line for every version of these records, from now on and since they began.
   *
   * @param places the nodes of the tree that a version belongs to
   */
  public <T> void follow(Records<T> records, Function<Revision<T>, List<String>> places) {
    Followed<T> each = new Followed<>(records, places);
    followed.add(each);
    records.tellRevisions(revision -> note(each, revision));
  }

  /** The library has the version: nobody waits for its line, and a lost one is made again. */
  private <T> void note(Followed<T> each, Revision<T> revision) {
    if (!started) {
      return;
    }
    try {
      StoredVersion<TrailLine> line = each.line(revision);
      unwritten.put(line.id(), line);
    } catch (RuntimeException later) {
      LOG.warn("a line of the trail is behind: {}", later.getMessage());
      behind.add(new Late(each, new RecordVersion(revision.id(), revision.version())));
    }
  }

  /** Writes the lines of what was written since. */
  public void catchUp() {
    for (Late late : List.copyOf(behind)) {
      late.of().read(late.version()).ifPresent(line -> unwritten.put(line.id(), line));
      behind.remove(late);
    }
    for (List<StoredVersion<TrailLine>> batch : batches()) {
      lines.bulk(lines.alias(), batch);
      batch.forEach(line -> unwritten.remove(line.id()));
    }
  }

  private List<List<StoredVersion<TrailLine>>> batches() {
    return List.copyOf(unwritten.values()).stream().gather(Gatherers.windowFixed(BATCH)).toList();
  }

  /**
   * Makes the index when there is none, or anew when its mapping has changed, and writes every line
   * that is missing; returns how many.
   */
  public long start() {
    boolean current = lines.ensure();
    started = true;
    return current ? heal() : rebuild();
  }

  /** Fills a new index and shows it to readers once it is complete. */
  public long rebuild() {
    lines.ensure();
    String index = lines.beginRebuild();
    try {
      long written = heal(index);
      lines.finishRebuild(index);
      return written + heal();
    } catch (RuntimeException failed) {
      lines.abandonRebuild(index);
      throw failed;
    }
  }

  /** Writes every line that is missing; returns how many. */
  public long heal() {
    return heal(lines.alias());
  }

  private long heal(String index) {
    return followed.stream().mapToLong(each -> heal(each, index)).sum();
  }

  private <T> long heal(Followed<T> each, String index) {
    return each.records()
        .everyVersion()
        .gather(Gatherers.windowFixed(BATCH))
        .mapToLong(batch -> heal(each, index, batch))
        .sum();
  }

  private <T> long heal(Followed<T> each, String index, List<RecordVersion> batch) {
    Map<String, RecordVersion> missing = new HashMap<>();
    batch.forEach(version -> missing.put(each.name(version).value(), version));
    present(index, List.copyOf(missing.keySet())).forEach(missing::remove);
    List<StoredVersion<TrailLine>> found =
        missing.values().stream()
            .gather(Gatherers.mapConcurrent(READ_AT_ONCE, each::read))
            .flatMap(Optional::stream)
            .toList();
    lines.bulk(index, new ArrayList<>(found));
    return found.size();
  }

  private Set<String> present(String index, List<String> names) {
    Set<String> present = new HashSet<>();
    elastic
        .call(
            es ->
                es.mget(get -> get.index(index).ids(names).source(s -> s.fetch(false)), Void.class))
        .docs()
        .forEach(
            doc -> {
              if (doc.isResult() && doc.result().found()) {
                present.add(Objects.requireNonNull(doc.result().id()));
              }
            });
    return present;
  }
}
