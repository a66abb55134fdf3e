package org.keqiao.activity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/**
 * What happened in one playback since the report before.
 *
 * @param batch made by the player, another for each report: one that is sent again counts once
 * @param playback made by the player, another for each press of play
 * @param lesson what was watched
 * @param connection how good the browser believes its line to be
 * @param events in order
 */
record QualityReport(
    Optional<String> batch,
    Optional<String> playback,
    Optional<String> lesson,
    Optional<String> connection,
    Optional<List<QualityEvent>> events) {

  private static final int MOST_EVENTS = 200;
  private static final Set<String> CONNECTIONS = Set.of("slow-2g", "2g", "3g", "4g", "unknown");

  /**
   * The same report, when all of it can be understood.
   *
   * @throws org.keqiao.fault.FaultException invalid
   */
  QualityReport checked() {
    Violations violations = new Violations();
    id("/batch", batch, violations);
    id("/playback", playback, violations);
    id("/lesson", lesson, violations);
    connection
        .filter(text -> !CONNECTIONS.contains(text))
        .ifPresent(text -> violations.add("/connection", "unknown-term", text));
    List<QualityEvent> all = events.orElse(List.of());
    if (all.isEmpty()) {
      violations.add("/events", "missing");
    }
    if (all.size() > MOST_EVENTS) {
      violations.add("/events", "too-many-items", MOST_EVENTS);
    }
    for (int i = 0; i < Math.min(all.size(), MOST_EVENTS); i++) {
      all.get(i).check("/events/" + i, violations);
    }
    violations.refuse();
    return this;
  }

  private static void id(String pointer, Optional<String> value, Violations violations) {
    value.ifPresentOrElse(
        text -> {
          if (!Id.isId(text)) {
            violations.add(pointer, "unknown-term", text);
          }
        },
        () -> violations.add(pointer, "missing"));
  }
}
