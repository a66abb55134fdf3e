package org.keqiao.identity.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.store.Id;

/**
 * The secrets of a client; has the id of its account, and never leaves the bucket.
 *
 * @param session what all its tokens belong to; another one after its secrets were revoked
 * @param secrets the newest is the last
 */
public record ClientKeys(Id session, List<Hashed> secrets) {

  /** Keeps its secrets from changing. */
  public ClientKeys {
    secrets = List.copyOf(secrets);
  }

  /**
   * One secret.
   *
   * @param sha256 of the secret, hex
   * @param made when
   * @param until how long it is good; nothing for the newest
   */
  public record Hashed(String sha256, Instant made, Optional<Instant> until) {

    boolean good(Instant now) {
      return until.filter(end -> !now.isBefore(end)).isEmpty();
    }

    private Hashed endingBy(Instant end) {
      return new Hashed(sha256, made, until.or(() -> Optional.of(end)));
    }

    /** Never prints the hash. */
    @Override
    public String toString() {
      return "Hashed[made=%s]".formatted(made);
    }
  }

  /** With one secret more; those before it end. */
  ClientKeys with(Hashed newest, Instant now, Instant end) {
    return new ClientKeys(
        session,
        Stream.concat(
                secrets.stream().filter(each -> each.good(now)).map(each -> each.endingBy(end)),
                Stream.of(newest))
            .toList());
  }
}
