package org.keqiao.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keqiao.store.Id;

class ClientKeysTest {

  private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
  private static final Duration GRACE = Duration.ofDays(1);

  private static ClientKeys.Hashed made(String hash, Instant at) {
    return new ClientKeys.Hashed(hash, at, Optional.empty());
  }

  private static ClientKeys renewed(ClientKeys before, String hash, Instant at) {
    return before.with(made(hash, at), at, at.plus(GRACE));
  }

  @Test
  void secret_thatWasReplaced_endsWithItsGrace_andLaterOnesDoNotProlongIt() {
    ClientKeys first = new ClientKeys(new Id("client-1"), List.of(made("a", NOW)));
    ClientKeys third = renewed(renewed(first, "b", NOW), "c", NOW.plus(Duration.ofHours(12)));
    ClientKeys.Hashed replaced = third.secrets().getFirst();
    assertThat(replaced.good(NOW.plus(GRACE).minusSeconds(1))).isTrue();
    assertThat(replaced.good(NOW.plus(GRACE))).isFalse();
    assertThat(third.secrets().getLast().good(NOW.plus(Duration.ofDays(3650)))).isTrue();
  }

  @Test
  void secrets_thatHaveEnded_areForgotten() {
    ClientKeys first = new ClientKeys(new Id("client-1"), List.of(made("a", NOW)));
    ClientKeys later = renewed(renewed(first, "b", NOW), "c", NOW.plus(GRACE));
    assertThat(later.secrets()).extracting(ClientKeys.Hashed::sha256).containsExactly("b", "c");
  }
}
