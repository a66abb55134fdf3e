package org.keqiao.store;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards of one kind of record: an Elasticsearch index behind an alias. Each card carries the
 * record itself beside the fields that are searched, and the record's version as its external
 * version, so that writing a card twice or late does no harm.
 */
public final class Projection<T> {

  /** Sorts cards exactly as the bucket sorts keys. */
  private static final String KEY = "key";

  private static final String STORED = "stored";
  private static final int PAGE = 1000;
  private static final Time KEEP = Time.of(t -> t.time("2m"));
  private static final int CONFLICT = 409;
  private static final String NEVER = "-1";

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

  private final Elastic elastic;
  private final RecordType<T> type;
  private final Card<T> card;
  private final byte[] mapping;
  private final Set<String> rebuilding = new CopyOnWriteArraySet<>();

  /**
   * @param mapping settings and mappings of the index, a file of {@code mappings/}
   * @param card what is searched
   */
  public Projection(Elastic elastic, RecordType<T> type, Path mapping, Card<T> card) {
    this.elastic = elastic;
    this.type = type;
    this.card = card;
    try {
      this.mapping = Files.readAllBytes(mapping);
    } catch (IOException missing) {
      throw new UncheckedIOException("the mapping %s cannot be read".formatted(mapping), missing);
    }
  }

  /** Name under which the index is searched. */
  public String alias() {
    return elastic.alias(type.name());
  }

  /** Searches that see all cards as they stood at one moment. */
  public Snapshots snapshots() {
    return new Snapshots(elastic, alias());
  }

  /** Sends a search to Elasticsearch, and once more if a rebuild dropped the index under it. */
  public <R> R call(Elastic.Request<R> request) {
    try {
      return elastic.call(request);
    } catch (ElasticsearchException refused) {
      if (!Elastic.lostItsIndex(refused)) {
        throw refused;
      }
      return elastic.call(request);
    }
  }

  /** The index that a fresh catalogue begins with: its name tells which mapping it was made by. */
  private String initialIndex() {
    return alias() + "-" + DigestUtils.sha256Hex(mapping).substring(0, 8);
  }

  /**
   * Makes the index when there is none.
   *
   * @return false when the index that is there was made by another mapping and wants a rebuild
   */
  boolean ensure() {
    Optional<String> current = currentIndex();
    if (current.isPresent()) {
      return current.get().startsWith(initialIndex());
    }
    make(initialIndex());
    elastic.call(es -> es.indices().putAlias(alias -> alias.index(initialIndex()).name(alias())));
    awaitSearchable();
    return true;
  }

  private void awaitSearchable() {
    elastic.call(
        es ->
            es.cluster()
                .health(
                    health ->
                        health
                            .index(alias())
                            .waitForActiveShards(active -> active.count(1))
                            .timeout(t -> t.time("30s"))));
  }

  private void make(String index) {
    try {
      elastic.call(
          es ->
              es.indices()
                  .create(
                      create -> create.index(index).withJson(new ByteArrayInputStream(mapping))));
    } catch (ElasticsearchException exists) {
      if (!"resource_already_exists_exception".equals(exists.error().type())) {
        throw exists;
      }
    }
  }

  private Optional<String> currentIndex() {
    return elastic.call(
        es ->
            es.indices().existsAlias(exists -> exists.name(alias())).value()
                ? es.indices().getAlias(get -> get.name(alias())).aliases().keySet().stream()
                    .sorted()
                    .reduce((first, second) -> second)
                : Optional.empty());
  }

  /** Makes an empty index that receives every write from now on, beside the one that is read. */
  String beginRebuild() {
    String index = initialIndex() + "-" + Long.toString(System.currentTimeMillis(), 36);
    make(index);
    rebuilding.add(index);
    refreshEvery(index, NEVER);
    return index;
  }

  /** Nobody searches a new index before it is complete, and refreshing it takes time. */
  private void refreshEvery(String index, String interval) {
    elastic.call(
        es ->
            es.indices()
                .putSettings(
                    put ->
                        put.index(index)
                            .settings(s -> s.refreshInterval(every -> every.time(interval)))));
  }

  private String refreshInterval() {
    return Json.read(mapping, JsonNode.class).at("/settings/index/refresh_interval").asText("1s");
  }

  /** Lets readers see the new index from one moment to the next, and drops the old ones. */
  void finishRebuild(String index) {
    refreshEvery(index, refreshInterval());
    elastic.call(es -> es.indices().refresh(refresh -> refresh.index(index)));
    Set<String> old =
        elastic.call(es -> es.indices().getAlias(get -> get.name(alias())).aliases().keySet());
    elastic.call(
        es ->
            es.indices()
                .updateAliases(
                    update -> {
                      update.actions(a -> a.add(add -> add.index(index).alias(alias())));
                      old.forEach(
                          name ->
                              update.actions(
                                  a -> a.remove(remove -> remove.index(name).alias(alias()))));
                      return update;
                    }));
    rebuilding.remove(index);
    if (!old.isEmpty()) {
      elastic.call(es -> es.indices().delete(delete -> delete.index(List.copyOf(old))));
    }
  }

  /** Forgets an index that could not be completed. */
  void abandonRebuild(String index) {
    rebuilding.remove(index);
    try {
      elastic.call(
          es -> es.indices().delete(delete -> delete.index(index).ignoreUnavailable(true)));
    } catch (RuntimeException away) {
      LOG.warn("the index {} could not be deleted: {}", index, away.getMessage());
    }
  }

  /**
   * Writes the card of one version; an older version than the card's changes nothing, and the same
   * one writes the card again.
   */
  void project(StoredVersion<T> version) {
    bulk(alias(), List.of(version));
    for (String index : rebuilding) {
      bulk(index, List.of(version));
    }
  }

  /** Writes many cards to one index. */
  void bulk(String index, List<StoredVersion<T>> versions) {
    if (versions.isEmpty()) {
      return;
    }
    BulkRequest.Builder bulk = new BulkRequest.Builder();
    for (StoredVersion<T> version : versions) {
      version
          .entry()
          .ifPresentOrElse(
              entry ->
                  bulk.operations(
                      op ->
                          op.<ObjectNode>index(
                              write ->
                                  write
                                      .index(index)
                                      .id(entry.id().value())
                                      .versionType(VersionType.ExternalGte)
                                      .version(entry.version())
                                      .document(document(version, entry)))),
              () ->
                  bulk.operations(
                      op ->
                          op.delete(
                              remove ->
                                  remove
                                      .index(index)
                                      .id(version.id().value())
                                      .versionType(VersionType.External)
                                      .version(version.version()))));
    }
    for (BulkResponseItem item : elastic.call(es -> es.bulk(bulk.build())).items()) {
      if (item.error() != null && item.status() != CONFLICT) {
        throw new IllegalStateException(
            "%s %s: %s".formatted(type.name(), item.id(), item.error().reason()));
      }
    }
  }

  private ObjectNode document(StoredVersion<T> version, Entry<T> entry) {
    ObjectNode document = Json.STORED.valueToTree(card.fields(entry));
    document.put(KEY, entry.id().value() + "/");
    document.set(STORED, Json.STORED.<JsonNode>valueToTree(version));
    return document;
  }

  /** Drops the cards of records that the library does not know. */
  public void forget(String index, List<Id> orphans) {
    if (orphans.isEmpty()) {
      return;
    }
    elastic.call(
        es ->
            es.bulk(
                bulk -> {
                  orphans.forEach(
                      id -> bulk.operations(op -> op.delete(d -> d.index(index).id(id.value()))));
                  return bulk;
                }));
  }

  /** The card's copy of a record, as it stands now, searchable or not yet. */
  Optional<Entry<T>> find(Id id) {
    GetResponse<ObjectNode> found =
        elastic.call(es -> es.get(get -> get.index(alias()).id(id.value()), ObjectNode.class));
    return found.found() && found.source() != null ? entry(found.source()) : Optional.empty();
  }

  /** The record that a search hit carries. */
  public Entry<T> entry(Hit<ObjectNode> hit) {
    return Optional.ofNullable(hit.source())
        .flatMap(this::entry)
        .orElseThrow(() -> new IllegalStateException("a card without a record: " + hit.id()));
  }

  private Optional<Entry<T>> entry(ObjectNode source) {
    return StoredVersion.parse(source.path(STORED), type.json()).entry();
  }

  /** Makes every card that has been written so far visible to searches. */
  public void refresh() {
    elastic.call(es -> es.indices().refresh(refresh -> refresh.index(alias())));
  }

  /**
   * Runs {@code use} over the versions of all cards, in the order of the bucket's keys, as they
   * stood at the moment of the call.
   */
  <R> R scan(String index, Function<Iterator<RecordVersion>, R> use) {
    elastic.call(es -> es.indices().refresh(refresh -> refresh.index(index)));
    String pit =
        elastic.call(es -> es.openPointInTime(open -> open.index(index).keepAlive(KEEP))).id();
    try {
      return use.apply(
          Stream.iterate(page(pit, List.of()), page -> !page.isEmpty(), page -> next(pit, page))
              .flatMap(List::stream)
              .map(hit -> new RecordVersion(new Id(required(hit.id())), version(hit)))
              .iterator());
    } finally {
      elastic.call(es -> es.closePointInTime(close -> close.id(pit)));
    }
  }

  private List<Hit<Void>> next(String pit, List<Hit<Void>> page) {
    return page.size() < PAGE ? List.of() : page(pit, page.getLast().sort());
  }

  private List<Hit<Void>> page(String pit, List<FieldValue> after) {
    return new ArrayList<>(
        elastic
            .call(
                es ->
                    es.search(
                        search -> {
                          search
                              .pit(p -> p.id(pit).keepAlive(KEEP))
                              .size(PAGE)
                              .version(true)
                              .source(s -> s.fetch(false))
                              .sort(s -> s.field(f -> f.field(KEY).order(SortOrder.Asc)));
                          return after.isEmpty() ? search : search.searchAfter(after);
                        },
                        Void.class))
            .hits()
            .hits());
  }

  private static long version(Hit<Void> hit) {
    Long version = hit.version();
    return version == null ? 0 : version;
  }

  private static String required(@Nullable String id) {
    return Optional.ofNullable(id).orElseThrow();
  }
}
