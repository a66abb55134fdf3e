package org.keqiao.catalogue.revocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * That a lesson is no more, or is there again; made once and never changed.
 *
 * @param version of its record by which that came
 * @param media SHA-256 of its files that no other lesson that is out has
 * @param reason code of the table of reasons, when one was given
 */
public record Revocation(
    Id lesson,
    long version,
    Action action,
    List<String> media,
    Optional<String> reason,
    Instant at) {

  /** What has become of it. */
  public enum Action {
    /** Whoever has it stops giving it to anybody. */
    @JsonProperty("revoke")
    REVOKE,
    /** It may be fetched and given to its audience again. */
    @JsonProperty("restore")
    RESTORE
  }

  /** Keeps its media from changing. */
  public Revocation {
    media = List.copyOf(media);
  }
}
