package org.keqiao.feed;

import java.time.Instant;
import java.util.List;

/**
 * An event as others get it: CloudEvents 1.0, structured, with the extension {@code sequence}.
 *
 * @param sequence digits that sort as texts in the order of the feed
 * @param data which record it is about and where that stands, and nothing personal
 */
public record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    String sequence,
    Data data) {

  /** The media type of one of them. */
  public static final String JSON = "application/cloudevents+json";

  private static final String VERSION = "1.0";

  /**
   * What an event says.
   *
   * @param id of the record
   * @param state where it stands
   * @param schools whom it concerns
   * @param version of the record that says so
   */
  public record Data(String id, String state, List<String> schools, long version) {

    /** Keeps its list from changing. */
    public Data {
      schools = List.copyOf(schools);
    }
  }

  static CloudEvent of(FeedEvent event, String source) {
    return new CloudEvent(
        VERSION,
        event.id(),
        source,
        event.type(),
        event.kind() + "/" + event.record(),
        event.time(),
        "application/json",
        "%012d".formatted(event.sequence()),
        new Data(event.record().value(), event.state(), event.schools(), event.version()));
  }

  /** One that tells of nothing, to see whether the line holds. */
  public static CloudEvent test(String id, String source, String webhook, Instant time) {
    return new CloudEvent(
        VERSION,
        id,
        source,
        "webhook.test",
        "webhook/" + webhook,
        time,
        "application/json",
        "%012d".formatted(0),
        new Data(webhook, "test", List.of(), 1));
  }
}
