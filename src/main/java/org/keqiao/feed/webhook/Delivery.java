package org.keqiao.feed.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.feed.CloudEvent;
import org.keqiao.store.Id;

/**
 * That an event is brought to a webhook.
 *
 * @param webhook id of the webhook
 * @param event what is brought
 * @param begun when the first attempt was
 * @param state how it stands
 * @param attempts the last ones
 * @param next when the next one is
 */
record Delivery(
    Id webhook,
    CloudEvent event,
    Instant begun,
    State state,
    List<Attempt> attempts,
    Optional<Instant> next) {

  private static final int MOST_ATTEMPTS = 50;

  /** Keeps its list from changing. */
  Delivery {
    attempts = List.copyOf(attempts);
  }

  /** How a delivery stands. */
  enum State {
    /** It is tried again. */
    @JsonProperty("waiting")
    WAITING,
    /** It has arrived. */
    @JsonProperty("delivered")
    DELIVERED,
    /** It is not tried again unless somebody asks for it. */
    @JsonProperty("failed")
    FAILED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The name of a delivery: there is one, whoever brings the event, until the webhook is replayed.
   */
  static Id id(Id webhook, int replays, String event) {
    return new Id(DigestUtils.sha256Hex(webhook + "/" + replays + "/" + event).substring(0, 40));
  }

  static Delivery of(Id webhook, CloudEvent event, Instant begun) {
    return new Delivery(webhook, event, begun, State.WAITING, List.of(), Optional.empty());
  }

  /** After one more attempt; what has arrived has arrived, whatever comes later. */
  Delivery after(Attempt attempt, State then, Optional<Instant> again) {
    List<Attempt> all = Stream.concat(attempts.stream(), Stream.of(attempt)).toList();
    boolean arrived = state == State.DELIVERED;
    return new Delivery(
        webhook,
        event,
        begun,
        arrived ? state : then,
        all.subList(Math.max(0, all.size() - MOST_ATTEMPTS), all.size()),
        arrived ? Optional.empty() : again);
  }
}
