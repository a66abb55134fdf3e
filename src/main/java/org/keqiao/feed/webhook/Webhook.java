package org.keqiao.feed.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where events of a node of the tree are brought.
 *
 * @param node the school or region whose events are wanted
 * @param url who takes them
 * @param types of events that are wanted; empty for all
 * @param description what it is for, in the words of whoever made it
 * @param enabled whether events are brought; what happens meanwhile is brought later
 * @param owner account that made it; it gets no more than that may see
 * @param secret what signs
 * @param replaced what signed before, and signs as well until a moment
 * @param disabled why the platform stopped bringing, if it was the platform
 */
record Webhook(
    String node,
    String url,
    List<String> types,
    Optional<String> description,
    boolean enabled,
    String owner,
    Secret secret,
    Optional<Secret> replaced,
    Optional<Disabled> disabled) {

  /** Keeps its list from changing. */
  Webhook {
    types = List.copyOf(types);
  }

  /**
   * Which secret; the secret itself is made from a key that all servers share, and stands nowhere.
   *
   * @param key number of that key
   * @param generation 1 for the first secret of a webhook, one more with each rotation
   * @param until when it stops to sign
   */
  record Secret(int key, int generation, Optional<Instant> until) {}

  /** Why the platform stops. */
  enum Reason {
    /** No attempt of the whole schedule was taken. */
    @JsonProperty("failed-too-long")
    FAILED_TOO_LONG,
    /** The other side says that there is nobody any more: 410. */
    @JsonProperty("gone")
    GONE,
    /** Whoever made it may not see the events of its node any more. */
    @JsonProperty("owner-lost-reach")
    OWNER_LOST_REACH
  }

  /** That the platform stopped. */
  record Disabled(Instant at, Reason reason) {}

  /** With another secret; the one that signed until now signs as well for a while. */
  Webhook rotated(int key, Instant now, Duration grace) {
    Secret before = new Secret(secret.key(), secret.generation(), Optional.of(now.plus(grace)));
    Secret next = new Secret(key, secret.generation() + 1, Optional.empty());
    return new Webhook(
        node, url, types, description, enabled, owner, next, Optional.of(before), disabled);
  }

  Webhook stopped(Instant now, Reason reason) {
    return enabled
        ? new Webhook(
            node,
            url,
            types,
            description,
            false,
            owner,
            secret,
            replaced,
            Optional.of(new Disabled(now, reason)))
        : this;
  }

  /** What is said of it changes; once enabled, nothing is wrong with it any more. */
  Webhook changed(WebhookDraft draft) {
    boolean on = draft.enabled().orElse(true);
    return new Webhook(
        draft.node().orElseThrow(),
        draft.url().orElseThrow(),
        draft.types().orElse(List.of()),
        draft.description(),
        on,
        owner,
        secret,
        replaced,
        on ? Optional.empty() : disabled);
  }

  /** The secrets that sign at a moment, the newest first. */
  List<Secret> signing(Instant now) {
    return Stream.concat(Stream.of(secret), replaced.stream())
        .filter(each -> each.until().map(now::isBefore).orElse(true))
        .toList();
  }
}
