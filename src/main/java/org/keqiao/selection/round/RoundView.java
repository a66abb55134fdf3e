package org.keqiao.selection.round;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * A round as callers see it. Everybody may read it, so that it names no account: who did what is in
 * the audit.
 */
public record RoundView(
    Id id,
    String title,
    Level level,
    Optional<String> place,
    Optional<String> above,
    Windows windows,
    @JsonUnwrapped RoundRules rules,
    RoundState state,
    int decisions,
    boolean busy,
    List<Happening> history) {

  /** Something that happened to it, without who did it. */
  record Happening(Optional<RoundStep> step, Instant at, String rule, Optional<String> reason) {}

  /** All of a round. */
  public static RoundView of(Entry<Round> entry) {
    Round round = entry.value();
    return new RoundView(
        entry.id(),
        round.title(),
        round.level(),
        round.place(),
        round.above(),
        round.windows(),
        round.rules(),
        round.state(),
        round.decisions(),
        round.due().isPresent(),
        round.history().stream()
            .map(each -> new Happening(each.step(), each.at(), each.rule(), each.reason()))
            .toList());
  }
}
