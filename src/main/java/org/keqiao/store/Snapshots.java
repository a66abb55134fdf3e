package org.keqiao.store;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.search.PointInTimeReference;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keqiao.fault.FaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches that see a catalogue as it stood at one moment, so that the pages of a list fit together
 * while cards are written. Whoever begins within the same moment shares a snapshot: each server
 * makes no more than a few a second, however many search, and Elasticsearch forgets one two minutes
 * after its last use. Any server can search in a snapshot that another one made.
 */
public final class Snapshots {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /** Cards become searchable half a second after they are written; this is no more than half. */
  private static final Duration RECENT = Duration.ofMillis(250);

  private static final Time KEEP = Time.of(t -> t.time("2m"));

  private final Elastic elastic;
  private final String alias;
  private volatile @Nullable Taken latest;

  Snapshots(Elastic elastic, String alias) {
    this.elastic = elastic;
    this.alias = alias;
  }

  private record Taken(String id, long nanos) {

    boolean isRecent() {
      return System.nanoTime() - nanos < RECENT.toNanos();
    }
  }

  /**
   * Asks about the catalogue of this moment.
   *
   * @param question a search that names the snapshot instead of an index
   */
  public <R> R now(Function<PointInTimeReference, Elastic.Request<R>> question) {
    Taken taken = recent();
    return within(taken.id(), question).orElseGet(() -> again(taken, question));
  }

  private <R> R again(Taken gone, Function<PointInTimeReference, Elastic.Request<R>> question) {
    try {
      return elastic.call(question.apply(kept(renew(gone).id())));
    } catch (ElasticsearchException refused) {
      if (refused.status() == Elastic.GONE) {
        throw FaultException.unavailable("search-unavailable", refused);
      }
      throw refused;
    }
  }

  private static PointInTimeReference kept(String snapshot) {
    return PointInTimeReference.of(pit -> pit.id(snapshot).keepAlive(KEEP));
  }

  /**
   * Asks about the catalogue as it stood when a snapshot was made.
   *
   * @return nothing when the snapshot is kept no longer: nobody used it for two minutes, the index
   *     was rebuilt, or the node that kept it is away
   */
  public <R> Optional<R> within(
      String snapshot, Function<PointInTimeReference, Elastic.Request<R>> question) {
    try {
      return Optional.of(elastic.call(question.apply(kept(snapshot))));
    } catch (ElasticsearchException refused) {
      if (!Elastic.lostItsIndex(refused)) {
        throw refused;
      }
      LOG.debug("a snapshot is gone", refused);
      return Optional.empty();
    } catch (FaultException away) {
      LOG.debug("a snapshot cannot be searched", away);
      return Optional.empty();
    }
  }

  private Taken recent() {
    Taken taken = latest;
    return taken != null && taken.isRecent() ? taken : renew(taken);
  }

  /** Whoever comes second takes what the first one made. */
  private synchronized Taken renew(@Nullable Taken known) {
    Taken taken = latest;
    if (taken == null || taken.equals(known) || !taken.isRecent()) {
      taken =
          new Taken(
              elastic
                  .call(es -> es.openPointInTime(open -> open.index(alias).keepAlive(KEEP)))
                  .id(),
              System.nanoTime());
      latest = taken;
    }
    return taken;
  }
}
