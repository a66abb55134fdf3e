package org.keqiao.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.limit.Rate;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;

/** How many passwords are checked, for whom, and from where. */
class SignInDoorTest {

  private static final Id ANNA = new Id("a-anna");
  private static final Id BAO = new Id("a-bao");
  private static final String SCHOOL = "203.0.113.9";
  private static final String STRANGER = "198.51.100.";

  private final AtomicLong time = new AtomicLong();

  private SignInDoor door(int atOnce, int ofAccount, int ofAddress) {
    return new SignInDoor(
        new SignInDoor.Settings(
            atOnce,
            Optional.of(new Rate(ofAccount, Duration.ofHours(1))),
            Optional.of(new Rate(ofAddress, Duration.ofHours(1)))),
        new Turns(atOnce),
        (account, address) -> account.equals(ANNA) && address.equals(SCHOOL),
        time::get);
  }

  /** What is answered: right, wrong, or for how many seconds nothing is looked at. */
  private static String tries(SignInDoor door, Id account, String address, boolean right) {
    try {
      boolean found =
          ScopedValue.where(Origin.CURRENT, new Origin("issueToken", address))
              .call(
                  () ->
                      door.pass(account, () -> right ? Optional.of(1) : Optional.empty())
                          .isPresent());
      return found ? "right" : "wrong";
    } catch (FaultException refused) {
      assertThat(refused.fault().code()).isEqualTo("too-many-sign-ins");
      return "wait " + ((Fault.TooMany) refused.fault()).retryAfter().toSeconds();
    }
  }

  private void wait(Duration duration) {
    time.addAndGet(duration.toNanos());
  }

  private static void fail(SignInDoor door, Id account, String address, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(tries(door, account, address, false)).isEqualTo("wrong");
    }
  }

  @Test
  void wrongPasswords_makeOneWaitLongerEachTime_andTheRightOneToo() {
    SignInDoor door = door(1, 1000, 1000);
    fail(door, BAO, SCHOOL, BackOff.FREE);
    for (int seconds = 2; seconds < 900; seconds *= 2) {
      assertThat(tries(door, BAO, SCHOOL, true)).isEqualTo("wait " + (seconds + 1));
      wait(Duration.ofSeconds(seconds));
      assertThat(tries(door, BAO, SCHOOL, false)).isEqualTo("wrong");
    }
    assertThat(tries(door, BAO, SCHOOL, true)).isEqualTo("wait 901");
  }

  @Test
  void wait_isNeverLongerThanAQuarterOfAnHour() {
    SignInDoor door = door(1, 1000, 1000);
    fail(door, BAO, SCHOOL, BackOff.FREE);
    for (int i = 0; i < 50; i++) {
      wait(BackOff.LONGEST);
      assertThat(tries(door, BAO, SCHOOL, false)).isEqualTo("wrong");
    }
    wait(BackOff.LONGEST);
    assertThat(tries(door, BAO, SCHOOL, true)).isEqualTo("right");
    fail(door, BAO, SCHOOL, BackOff.FREE);
  }

  @Test
  void wrongPasswords_areForgottenAfterAnHour() {
    SignInDoor door = door(1, 1000, 1000);
    fail(door, BAO, SCHOOL, BackOff.FREE);
    wait(BackOff.FORGOTTEN.plusSeconds(1));
    fail(door, BAO, SCHOOL, BackOff.FREE);
  }

  @Test
  void wrongPasswords_ofOneAccount_doNotKeepOutAnother_norTheSameOneElsewhere() {
    SignInDoor door = door(1, 1000, 1000);
    fail(door, BAO, STRANGER + 1, BackOff.FREE);
    assertThat(tries(door, BAO, STRANGER + 1, true)).startsWith("wait");
    assertThat(tries(door, ANNA, STRANGER + 1, true)).isEqualTo("right");
    assertThat(tries(door, BAO, SCHOOL, true)).isEqualTo("right");
  }

  @Test
  void account_thatIsTriedFromManyAddresses_isShutToStrangers_andOpenWhereItIsAtHome() {
    SignInDoor door = door(1, 20, 1000);
    for (int i = 0; i < 20; i++) {
      fail(door, ANNA, STRANGER + i, 1);
    }
    assertThat(tries(door, ANNA, STRANGER + 99, true)).startsWith("wait");
    assertThat(tries(door, ANNA, SCHOOL, true)).isEqualTo("right");
  }

  @Test
  void address_thatTriesManyAccounts_isShut_butForThoseWhoAreAtHomeThere() {
    SignInDoor door = door(1, 1000, 20);
    for (int i = 0; i < 20; i++) {
      fail(door, new Id("a-" + i), SCHOOL, 1);
    }
    assertThat(tries(door, BAO, SCHOOL, true)).startsWith("wait");
    assertThat(tries(door, BAO, STRANGER + 1, true)).isEqualTo("right");
    assertThat(tries(door, ANNA, SCHOOL, true)).isEqualTo("right");
  }

  @Test
  void wrongPasswords_ofOneNetworkOfVersionSix_areOfOneAddress() {
    SignInDoor door = door(1, 1000, 1000);
    for (int i = 0; i < BackOff.FREE; i++) {
      fail(door, BAO, "2001:db8:1:2::" + i, 1);
    }
    assertThat(tries(door, BAO, "2001:db8:1:2:a::1", true)).startsWith("wait");
    assertThat(tries(door, BAO, "2001:db8:1:3::1", true)).isEqualTo("right");
  }

  @Test
  void rightPasswords_areNotCounted() {
    SignInDoor door = door(1, 3, 3);
    for (int i = 0; i < 40; i++) {
      assertThat(tries(door, BAO, SCHOOL, true)).isEqualTo("right");
    }
  }

  @Test
  void rightPasswords_ofAClassThatSharesAnAccount_areNotCountedWhileTheyAreChecked()
      throws Exception {
    SignInDoor door = door(40, 3, 3);
    CountDownLatch all = new CountDownLatch(40);
    AtomicInteger right = new AtomicInteger();
    Thread[] pupils = new Thread[40];
    for (int i = 0; i < pupils.length; i++) {
      pupils[i] =
          Thread.ofVirtual()
              .start(
                  () ->
                      door.pass(BAO, () -> Optional.of(together(all)))
                          .ifPresent(one -> right.incrementAndGet()));
    }
    for (Thread pupil : pupils) {
      pupil.join();
    }
    assertThat(right).hasValue(40);
  }

  private static int together(CountDownLatch all) {
    all.countDown();
    await(all);
    return 1;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void guesses_thatAreSentAtOnce_areNotCheckedBeyondTheFirstFew() throws Exception {
    SignInDoor door = door(1, 1000, 1000);
    AtomicInteger checked = new AtomicInteger();
    Thread[] guesses = new Thread[50];
    for (int i = 0; i < guesses.length; i++) {
      guesses[i] =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      var _ =
                          door.pass(
                              BAO,
                              () -> {
                                checked.incrementAndGet();
                                return Optional.empty();
                              });
                    } catch (FaultException refused) {
                      assertThat(refused.fault().code()).isEqualTo("too-many-sign-ins");
                    }
                  });
    }
    for (Thread guess : guesses) {
      guess.join();
    }
    assertThat(checked).hasValue(BackOff.FREE);
  }

  @Test
  void passwords_areChecked_onlySoManyAtOnce() throws Exception {
    SignInDoor door = door(2, 1000, 1000);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Thread[] people = new Thread[20];
    for (int i = 0; i < people.length; i++) {
      people[i] =
          Thread.ofVirtual()
              .start(
                  () ->
                      door.pass(
                          ANNA,
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
    SignInDoor door = door(1, 1, 1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(
                () ->
                    door.pass(
                        ANNA,
                        () -> {
                          inside.countDown();
                          await(leave);
                          return Optional.of(1);
                        }));
    inside.await();
    assertThatThrownBy(() -> door.pass(BAO, Optional::empty))
        .isInstanceOfSatisfying(
            FaultException.class,
            busy -> assertThat(busy.fault().code()).isEqualTo("sign-in-busy"));
    leave.countDown();
    first.join();
    assertThat(tries(door, BAO, SCHOOL, true)).isEqualTo("right");
  }
}
