package org.keqiao.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;

/** What can be done with the feed; what lies beyond a caller's reach is not in it for her. */
public final class FeedService {

  private final FeedReader reader;
  private final FeedLog log;
  private final List<String> types;
  private final String source;

  FeedService(FeedReader reader, FeedLog log, List<String> types, String source) {
    this.reader = reader;
    this.log = log;
    this.types = List.copyOf(types);
    this.source = source;
  }

  /** Every type of event there is. */
  public List<String> types() {
    return types;
  }

  /** An event as others get it. */
  public CloudEvent view(FeedEvent event) {
    return CloudEvent.of(event, source);
  }

  /** What events name as their source. */
  public String source() {
    return source;
  }

  /** The same filter, within a caller's reach. */
  static FeedFilter within(Caller caller, FeedFilter filter) {
    return new FeedFilter(
        filter.types(), filter.nodes(), caller.reach(Permission.READ_FEED).within());
  }

  /** Events that a caller may see, from her cursor on, or from the first that is kept. */
  FeedBatch read(Caller caller, Optional<String> cursor, FeedFilter filter, int limit) {
    return read(
        cursor.map(FeedPosition::parse).orElseGet(reader::first), within(caller, filter), limit);
  }

  /**
   * Events from a place on.
   *
   * @throws FaultException gone, when what was next has been forgotten
   */
  public FeedBatch read(FeedPosition from, FeedFilter filter, int limit) {
    return reader.read(from, filter, limit);
  }

  /** Where the feed begins. */
  public FeedPosition first() {
    return reader.first();
  }

  /** Where the feed ends at this moment. */
  public FeedPosition end() {
    return new FeedPosition(log.end(), 0);
  }

  /** Where what was written at a moment or later begins. */
  public FeedPosition since(Instant moment) {
    return reader.since(moment, log.end());
  }

  /** Number of the last page that this server has seen. */
  public long last() {
    return log.last();
  }
}
