package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.MovingClock;
import org.keqiao.fixture.OwnBucket;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.Secrets;
import org.keqiao.store.SharedKey;

class AccessTokensTest {

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Id ANNA = new Id("a-1");
  private static final Id SESSION = new Id("s-1");
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir static Path folder;

  private static OwnBucket own;

  @BeforeAll
  static void start() throws Exception {
    own = OwnBucket.start(folder);
  }

  @AfterAll
  static void end() throws Exception {
    own.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private static AccessTokens on(Clock clock, String purpose) {
    return new AccessTokens(VERTX, new Secrets(own.bucket(), clock).ring(purpose), LIFE, clock);
  }

  private static String refusal(AccessTokens tokens, String token) {
    try {
      return "good for " + tokens.verify(token).account();
    } catch (FaultException refused) {
      return refused.fault().code();
    }
  }

  @Test
  void token_isGoodForItsLife_andThenSaysThatItExpired() {
    MovingClock clock = new MovingClock(Instant.now());
    AccessTokens tokens = on(clock, "life");
    String token = tokens.issue(ANNA, SESSION);
    clock.move(LIFE.minusSeconds(10));
    assertThat(refusal(tokens, token)).isEqualTo("good for a-1");
    clock.move(Duration.ofSeconds(20));
    assertThat(refusal(tokens, token)).isEqualTo("token-expired");
  }

  @Test
  void token_ofAnEarlierKey_livesUntilItExpires_andOneOfANewerKeyIsKnownAtOnce() {
    MovingClock clock = new MovingClock(Instant.now());
    AccessTokens running = on(clock, "rotated");
    String before = running.issue(ANNA, SESSION);
    clock.move(Duration.ofSeconds(10));
    assertThat(new Secrets(own.bucket(), clock).rotate("rotated")).isEqualTo(2);
    AccessTokens restarted = on(clock, "rotated");
    String after = restarted.issue(ANNA, SESSION);
    assertThat(refusal(restarted, before)).isEqualTo("good for a-1");
    assertThat(refusal(running, after)).isEqualTo("good for a-1");
    assertThat(refusal(running, before)).isEqualTo("good for a-1");
  }

  @Test
  void keyThatWasReplaced_signsNothingThatLivesOn() {
    MovingClock clock = new MovingClock(Instant.now());
    SharedKey stolen = new Secrets(own.bucket(), clock).ring("stolen").newest();
    AccessTokens thief =
        new AccessTokens(
            VERTX, new KeyRing(() -> List.of(stolen), clock), Duration.ofHours(1), clock);
    AccessTokens running = on(clock, "stolen");
    new Secrets(own.bucket(), clock).rotate("stolen");
    clock.move(Duration.ofMinutes(2));
    assertThat(refusal(running, thief.issue(ANNA, SESSION))).isEqualTo("token-invalid");
  }

  @Test
  void token_ofAnotherRing_orGarbled_isInvalid() {
    MovingClock clock = new MovingClock(Instant.now());
    AccessTokens tokens = on(clock, "ours");
    String foreign = on(clock, "theirs").issue(ANNA, SESSION);
    for (String token : List.of(foreign, "", ".", "a.b.c", foreign.replaceFirst("\\..*", ""))) {
      assertThat(refusal(tokens, token)).as(token).isEqualTo("token-invalid");
    }
  }
}
