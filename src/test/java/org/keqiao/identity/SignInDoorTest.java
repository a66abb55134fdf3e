package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.limit.Rate;

/** How many passwords are checked, and for whom. */
class SignInDoorTest {

  private static SignInDoor door(int atOnce, int wrong) {
    return new SignInDoor(
        new SignInDoor.Settings(atOnce, Optional.of(new Rate(wrong, Duration.ofHours(1)))));
  }

  private static boolean tries(SignInDoor door, String login, boolean right) {
    return door.pass(login, () -> right ? Optional.of(login) : Optional.empty()).isPresent();
  }

  @Test
  void wrongPasswords_beyondTheRate_shutTheDoor_toTheRightOneToo() {
    SignInDoor door = door(1, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(tries(door, "anna", false)).isFalse();
    }
    assertThatThrownBy(() -> tries(door, " Anna ", true))
        .isInstanceOfSatisfying(
            FaultException.class,
            refused -> {
              assertThat(refused.fault().code()).isEqualTo("too-many-sign-ins");
              assertThat(((Fault.TooMany) refused.fault()).retryAfter())
                  .isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
            });
    assertThat(tries(door, "bao", true)).isTrue();
  }

  @Test
  void rightPasswords_areNotCounted() {
    SignInDoor door = door(1, 3);
    for (int i = 0; i < 40; i++) {
      assertThat(tries(door, "class", true)).isTrue();
    }
  }

  @Test
  void passwords_areChecked_onlySoManyAtOnce() throws Exception {
    SignInDoor door = door(2, 1000);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Thread[] people = new Thread[20];
    for (int i = 0; i < people.length; i++) {
      people[i] =
          Thread.ofVirtual()
              .start(
                  () ->
                      door.pass(
                          "anna",
                          () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            pause(20);
                            now.decrementAndGet();
                            return Optional.of(1);
                          }));
    }
    for (Thread person : people) {
      person.join();
    }
    assertThat(most).hasValue(2);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void signIn_whoseTurnDoesNotCome_isAskedToComeBack_andDoesNotCount() throws Exception {
    SignInDoor door = door(1, 1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(
                () ->
                    door.pass(
                        "anna",
                        () -> {
                          inside.countDown();
                          try {
                            leave.await();
                          } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                          }
                          return Optional.of(1);
                        }));
    inside.await();
    assertThatThrownBy(() -> tries(door, "bao", true))
        .isInstanceOfSatisfying(
            FaultException.class,
            busy -> assertThat(busy.fault().code()).isEqualTo("sign-in-busy"));
    leave.countDown();
    first.join();
    assertThat(tries(door, "bao", true)).isTrue();
  }
}
