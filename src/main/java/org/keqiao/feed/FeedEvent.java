package org.keqiao.feed;

import java.time.Instant;
import java.util.List;
import org.keqiao.store.Id;

/**
 * Something that happened to a record, as it stands in the feed.
 *
 * @param id made of the record, its version and {@code number}: the same event has the same id
 *     whoever finds it
 * @param sequence 1 for the first event of all, one more for each after it
 * @param type such as {@code agreement.accepted}
 * @param time when it happened
 * @param kind name of the record's type
 * @param record id of the record
 * @param version which version of the record says so
 * @param state where the record stands in that version
 * @param schools whom it concerns
 * @param places the schools and the regions around them
 */
public record FeedEvent(
    String id,
    long sequence,
    String type,
    Instant time,
    String kind,
    Id record,
    long version,
    String state,
    List<String> schools,
    List<String> places) {

  /** Keeps its lists from changing. */
  public FeedEvent {
    schools = List.copyOf(schools);
    places = List.copyOf(places);
  }

  /** The version of the record that it was found in. */
  String key() {
    return key(kind, record, version);
  }

  static String key(String kind, Id record, long version) {
    return kind + "/" + record + "/" + version;
  }

  FeedEvent numbered(long place) {
    return new FeedEvent(id, place, type, time, kind, record, version, state, schools, places);
  }
}
