package org.keqiao.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.MovingClock;
import org.keqiao.fixture.OwnBucket;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.Secrets;
import org.keqiao.store.SharedKey;

class StepSealTest {

  private static final Duration LIFE = StepSeal.LONGEST;
  private static final SignInStep STEP = new SignInStep.Asked("state", "nonce", "verifier", "/");

  @TempDir static Path folder;

  private static OwnBucket own;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-09-01T00:00:00Z"));

  @BeforeAll
  static void start() throws Exception {
    own = OwnBucket.start(folder);
  }

  @AfterAll
  static void end() throws Exception {
    own.close();
  }

  private StepSeal ofOneServer(String purpose) {
    return new StepSeal(new Secrets(own.bucket(), clock).ring(purpose), clock);
  }

  @Test
  void step_thatOneServerSealed_isOpenedByAnother_andAfterTheKeyWasRotated() {
    String sealed = ofOneServer("sign-in").seal(STEP, LIFE);
    new Secrets(own.bucket(), clock).rotate("sign-in");
    assertThat(ofOneServer("sign-in").open(sealed)).contains(STEP);
    SignInStep arrived = new SignInStep.Arrived(new Id("a-1"), new Id("s-1"));
    StepSeal later = ofOneServer("sign-in");
    assertThat(later.open(later.seal(arrived, LIFE))).contains(arrived);
  }

  @Test
  void step_thatIsSealedWithAKeyThatWasReplacedLongAgo_isNone() {
    Secrets secrets = new Secrets(own.bucket(), clock);
    SharedKey stolen = secrets.ring("stolen").newest();
    secrets.rotate("stolen");
    clock.move(KeyRing.FRESH.plusSeconds(1));
    StepSeal thief = new StepSeal(new KeyRing(() -> List.of(stolen), clock), clock);
    assertThat(ofOneServer("stolen").open(thief.seal(STEP, LIFE))).isEmpty();
  }

  @Test
  void step_thatIsTooOld_isNone() {
    StepSeal seal = ofOneServer("sign-in");
    String sealed = seal.seal(STEP, LIFE);
    clock.move(LIFE.minusSeconds(1));
    assertThat(seal.open(sealed)).contains(STEP);
    clock.move(Duration.ofSeconds(1));
    assertThat(seal.open(sealed)).isEmpty();
  }

  @Test
  void step_thatSomebodyElseSealedOrChanged_isNone() {
    StepSeal seal = ofOneServer("sign-in");
    assertThat(seal.open(ofOneServer("another").seal(STEP, LIFE))).isEmpty();
    String sealed = seal.seal(STEP, LIFE);
    int middle = sealed.length() / 2;
    char other = sealed.charAt(middle) == 'A' ? 'B' : 'A';
    assertThat(seal.open(sealed.substring(0, middle) + other + sealed.substring(middle + 1)))
        .isEmpty();
    assertThat(seal.open("")).isEmpty();
    assertThat(seal.open("a.b.c.d.e")).isEmpty();
  }
}
