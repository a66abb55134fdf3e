package org.keqiao.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.keqiao.store.Id;
import org.keqiao.store.Records;
import org.keqiao.store.Revision;

/**
 * A kind of record that is followed. To join the feed a kind needs one line where the parts of its
 * package are put together, and a place in the list that {@link Feed} is opened with:
 *
 * <pre>{@code
 * new FeedSource<>(bookings, BookingEvents.TYPES, BookingEvents::between, service::nodes)
 * }</pre>
 *
 * Nothing else writes to the feed: its events are found in the versions of records, when they are
 * written or, after a crash, when both are compared. So {@code changes} must be a function of two
 * versions and of nothing else, and versions must stay for as long as {@code feed.compareEvery},
 * and a quarter of an hour more. What was {@code planted} is found as well. An event says which
 * record it is about, where that stands and which schools it concerns, and nothing else: whoever
 * wants to know more reads the record, and needs the permission to. The new types are to be named
 * in the contract, in the schema {@code EventType}.
 *
 * @param types every type of event that {@code changes} can find
 * @param changes what happened between a version and the one before it
 * @param places nodes of the tree that a record belongs to
 */
public record FeedSource<T>(
    Records<T> records,
    List<String> types,
    BiFunction<Optional<T>, Optional<T>, List<Change>> changes,
    Function<T, List<String>> places) {

  /** Keeps its list from changing. */
  public FeedSource {
    types = List.copyOf(types);
  }

  /**
   * Something that happened.
   *
   * @param type such as {@code agreement.accepted}
   * @param state where the record stands now
   * @param schools whom it concerns
   */
  public record Change(String type, Instant time, String state, List<String> schools) {}

  /** The kind of record. */
  String kind() {
    return records.type().name();
  }

  /** A version of a record and what happened in it. */
  record Found(String kind, Id record, long version, Instant at, List<FeedEvent> events) {

    String key() {
      return FeedEvent.key(kind, record, version);
    }
  }

  /** What happened in a version; nothing when there is no such version any more. */
  Optional<Found> find(Id record, long version) {
    return records.revision(record, version).map(this::found);
  }

  private Found found(Revision<T> revision) {
    Optional<T> before =
        revision.version() == 1
            ? Optional.empty()
            : records.revision(revision.id(), revision.version() - 1).flatMap(Revision::value);
    List<String> nodes =
        revision.value().or(() -> before).map(places).map(List::copyOf).orElse(List.of());
    List<FeedEvent> events = new ArrayList<>();
    for (Change change : changes.apply(before, revision.value())) {
      events.add(
          new FeedEvent(
              "%s-%s-%d-%d".formatted(kind(), revision.id(), revision.version(), events.size()),
              0,
              change.type(),
              change.time(),
              kind(),
              revision.id(),
              revision.version(),
              change.state(),
              change.schools(),
              nodes));
    }
    return new Found(kind(), revision.id(), revision.version(), revision.at(), List.copyOf(events));
  }
}
