package org.keqiao.ingest.job;

import java.time.Duration;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What is asked for.
 *
 * @param kind which {@link Work}
 * @param sha256 the content to work on
 * @param name what whoever asks calls the file, for her list of jobs
 * @param priority how soon it is wanted
 */
public record Order(String kind, String sha256, Optional<String> name, Priority priority) {

  /** How soon work is wanted. */
  public enum Priority {
    /** Somebody waits for it: what makes a lesson playable at all. */
    SOON(Duration.ZERO),
    /** It makes better what can be used already; it lets others go first, a day at most. */
    LATER(Duration.ofDays(1));

    private final Duration wait;

    Priority(Duration wait) {
      this.wait = wait;
    }

    /** How long it lets others go first. */
    Duration patience() {
      return wait;
    }
  }

  /** A kind of work on content, soon. */
  public static Order of(String kind, String sha256) {
    return new Order(kind, sha256, Optional.empty(), Priority.SOON);
  }

  /** The same for a file that is called so. */
  public Order named(String file) {
    return new Order(kind, sha256, Optional.of(file), priority);
  }

  /** The same, but others may go first. */
  public Order later() {
    return new Order(kind, sha256, name, Priority.LATER);
  }

  /** The id of the job that does it: there is one, whoever asks. */
  Id id() {
    return new Id(kind + "-" + sha256.substring(0, 48));
  }
}
