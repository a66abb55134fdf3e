package org.keqiao.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.keqiao.activity.Activity;
import org.keqiao.audit.Audit;
import org.keqiao.audit.Events;
import org.keqiao.identity.AccountService;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what was kept long enough, once a day. */
public final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration PAUSE = Duration.ofDays(1);

  private final List<Rule> rules;

  /** What is deleted after some time; told the moment that it must be older than. */
  private record Rule(String what, Duration keep, ToLongFunction<Instant> forget) {}

  /** Over what keeps these things. */
  public Retention(
      RetentionSettings settings,
      AccountService accounts,
      Events events,
      Audit audit,
      Activity activity) {
    this.rules =
        List.of(
            new Rule(
                "replaced credentials",
                settings.credentials(),
                accounts::forgetReplacedCredentials),
            new Rule(
                "events",
                settings.events(),
                before -> {
                  long forgotten = events.forget(before);
                  audit.forgetEvents(before);
                  return forgotten;
                }),
            new Rule("reports of quality", settings.quality(), activity::forget));
  }

  /** Sweeps now and once a day, until closed. */
  public AutoCloseable start() {
    return new Repeating("retention").now(PAUSE, () -> rules.forEach(Retention::sweep));
  }

  private static void sweep(Rule rule) {
    try {
      long forgotten = rule.forget().applyAsLong(Instant.now().minus(rule.keep()));
      LOG.info("{} {} forgotten", forgotten, rule.what());
    } catch (RuntimeException away) {
      LOG.warn("old {} cannot be forgotten now: {}", rule.what(), away.getMessage());
    }
  }
}
