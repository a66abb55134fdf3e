package org.keqiao.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Route;
import org.keqiao.store.Elastic;
import org.keqiao.store.Origin;
import org.keqiao.store.Repeating;
import org.keqiao.store.Trail;
import org.keqiao.store.TrailLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what to which record, when and from where, for those who may know. */
public final class Audit {

  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
  private static final Duration CATCH_UP = Duration.ofMillis(300);

  private final Trail trail;
  private final AuditIndex index;
  private final Map<String, Audited<?>> kinds = new HashMap<>();

  /**
   * @param mappings folder of the index mappings
   * @param audited the kinds of records whose versions are found
   */
  public Audit(Elastic elastic, Path mappings, List<Audited<?>> audited) {
    this.trail = new Trail(elastic, mappings.resolve("audit.json"), AuditIndex::card);
    this.index = new AuditIndex(trail.lines());
    for (Audited<?> each : audited) {
      kinds.put(each.type(), each);
      each.followedBy(trail);
    }
  }

  /**
   * That somebody wrote a version of a record.
   *
   * @param before what the version before said
   * @param after what this one says; absent when it says "deleted", or is secret
   */
  record Change(TrailLine line, Optional<Object> before, Optional<Object> after) {

    Optional<Origin> origin() {
      return line.origin();
    }
  }

  /** Changes within reach, the newest first. */
  Page<Change> newest(
      Caller caller,
      Map<String, String> filters,
      AuditIndex.Period period,
      int limit,
      Optional<String> cursor) {
    Page<TrailLine> page =
        index.newest(filters, caller.reach(Permission.READ_AUDIT).within(), period, limit, cursor);
    return new Page<>(page.items().stream().map(this::change).toList(), page.next());
  }

  /** Forgets the lines of events that happened before a moment. */
  public void forgetEvents(Instant before) {
    index.forget(Events.TYPE.name(), before);
  }

  /** What an account did and what was done to it, without what the versions say. */
  public Traces traces() {
    return new Traces(index);
  }

  private Change change(TrailLine line) {
    Optional<Audited<?>> kind = Optional.ofNullable(kinds.get(line.type()));
    return new Change(
        line,
        kind.flatMap(each -> each.value(line.record(), line.version() - 1)),
        kind.flatMap(each -> each.value(line.record(), line.version())));
  }

  /** The audit over HTTP. */
  public List<Route> routes() {
    return new AuditRoutes(this).routes();
  }

  /** Brings the index in step with the library; returns how many lines it lacked. */
  public long start() {
    return trail.start();
  }

  /** Fills a new index; returns how many lines it has. */
  public long rebuild() {
    return trail.rebuild();
  }

  /** Keeps the index in step until it is closed. */
  public AutoCloseable keepInStep(Duration every) {
    return new Repeating("audit")
        .later(CATCH_UP, quietly(trail::catchUp))
        .later(every, quietly(trail::heal));
  }

  private static Runnable quietly(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException away) {
        LOG.warn("the audit cannot be brought in step now: {}", away.getMessage());
      }
    };
  }
}
