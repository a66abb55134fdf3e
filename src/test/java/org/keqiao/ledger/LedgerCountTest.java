package org.keqiao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.MovingClock;
import org.keqiao.ledger.count.Cause;
import org.keqiao.ledger.count.Counting;
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Span;
import org.keqiao.ledger.count.Stretch;
import org.keqiao.ledger.count.Taught;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.ledger.count.Way;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.ledger.hour.HourIndex;
import org.keqiao.ledger.hour.HourState;
import org.keqiao.ledger.hour.Hours;
import org.keqiao.pairing.PairingStores;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.Signed;
import org.keqiao.school.Schools;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Elastic;
import org.keqiao.store.ElasticSettings;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Reconcile;

/** What was taught becomes hours, once and for all, whoever counts and however often. */
class LedgerCountTest {

  private static final Instant BEGIN = Instant.parse("2026-09-08T02:00:00Z");
  private static final MovingClock CLOCK = new MovingClock(BEGIN);
  private static final Path MAPPINGS = Path.of("mappings");
  private static final List<Taught> TAUGHT = new CopyOnWriteArrayList<>();
  private static final Agreement AGREEMENT =
      Signed.at(
              BEGIN.minus(Duration.ofDays(30)),
              Signed.terms(
                  2, LocalDate.parse("2026-09-01"), LocalDate.parse("2027-01-20"), "english"))
          .agreement();

  @TempDir static Path folder;
  private static EmbeddedBucket objects;
  private static EmbeddedElasticsearch search;
  private static Hours hours;

  private static final Lessons LESSONS =
      new Lessons() {
        @Override
        public Stream<Taught> given(String agreement, Instant from, Instant to) {
          List<Taught> some = new ArrayList<>(TAUGHT);
          Collections.shuffle(some);
          return some.stream()
              .filter(each -> each.agreement().equals(agreement))
              .filter(each -> !each.begins().isBefore(from) && each.begins().isBefore(to));
        }

        @Override
        public List<Span> freeTimes(String agreement, Span like) {
          return List.of();
        }
      };

  @BeforeAll
  static void start() throws IOException {
    objects = EmbeddedBucket.start(folder.resolve("s3"));
    search = EmbeddedElasticsearch.start(folder.resolve("es"));
    Bucket bucket =
        Bucket.open(
            new BucketSettings(Optional.empty(), "us-east-1", "test", "", "")
                .at(objects.address(), objects.accessKey(), objects.secretKey()));
    Elastic elastic =
        Elastic.connect(new ElasticSettings(Optional.empty(), "", "", "test").at(search.address()));
    Schools schools = Schools.over(bucket, elastic, MAPPINGS);
    schools.reconciles().forEach(Reconcile::start);
    hours =
        Hours.over(
            new PairingStores(bucket, elastic, MAPPINGS),
            schools.service(),
            LESSONS,
            new LedgerSettings(
                new Counting(0.8, Duration.ofMinutes(40)),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofDays(60),
                Duration.ofDays(14)),
            CLOCK);
    hours.reconciles().forEach(Reconcile::start);
  }

  @AfterAll
  static void stop() throws IOException {
    search.close();
    objects.close();
  }

  private static Taught lesson(
      String agreement, String booking, Instant begins, boolean over, int minutes) {
    return new Taught(
        agreement,
        Optional.of(booking),
        Optional.of(booking + "-session"),
        Taught.About.NOTHING,
        begins,
        begins.plusSeconds(2400),
        over,
        Optional.empty(),
        Optional.empty(),
        List.of(new Span(begins, begins.plusSeconds(2400))),
        Map.of(
            "village", List.of(new Stretch(begins, begins.plusSeconds(60L * minutes), Way.VIDEO))));
  }

  private static Taught makingUp(Taught missed, String booking, Instant begins, Way way) {
    return new Taught(
        missed.agreement(),
        Optional.of(booking),
        Optional.empty(),
        Taught.About.NOTHING,
        begins,
        begins.plusSeconds(2400),
        true,
        Optional.empty(),
        Optional.of(missed.key()),
        List.of(),
        Map.of("village", List.of(new Stretch(begins, begins.plusSeconds(2400), way))));
  }

  private static void count(String agreement) {
    hours.count().count(new Id(agreement), AGREEMENT, CLOCK.instant().minus(Duration.ofDays(60)));
  }

  private static List<Entry<Hour>> of(String agreement) {
    return hours
        .service()
        .index()
        .all(
            new HourIndex.Wanted(
                Map.of("agreement", agreement),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .toList();
  }

  private static Verdict verdict(String agreement) {
    return of(agreement).getFirst().value().verdict().orElseThrow();
  }

  @Test
  void lesson_thatGoesOn_isOpenUntilItIsOver() {
    TAUGHT.add(lesson("going", "g1", CLOCK.instant().minusSeconds(60), false, 40));
    count("going");
    assertThat(of("going"))
        .extracting(each -> each.value().state())
        .containsExactly(HourState.OPEN);
    CLOCK.move(Duration.ofHours(2));
    count("going");
    assertThat(of("going"))
        .extracting(each -> each.value().state())
        .containsExactly(HourState.COUNTED);
    assertThat(verdict("going").outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void lessons_countedByManyAtOnceAndAgain_areHoursOnce() throws Exception {
    Instant begins = CLOCK.instant().minus(Duration.ofDays(2));
    for (int i = 0; i < 5; i++) {
      TAUGHT.add(lesson("storm", "s" + i, begins.plus(Duration.ofHours(i)), true, 10 * i));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads
          .invokeAll(
              Collections.nCopies(
                  6,
                  () -> {
                    count("storm");
                    return true;
                  }))
          .forEach(done -> assertThat(done).succeedsWithin(Duration.ofMinutes(1)));
    }
    List<Entry<Hour>> once = of("storm");
    assertThat(once)
        .extracting(each -> each.value().verdict().orElseThrow().outcome())
        .containsExactly(
            Outcome.MISSED, Outcome.PARTIAL, Outcome.PARTIAL, Outcome.PARTIAL, Outcome.DELIVERED);
    assertThat(once).allMatch(each -> each.version() == 1);
    count("storm");
    assertThat(of("storm")).isEqualTo(once);
  }

  @Test
  void attendance_thatComesLate_countsAnew() {
    Instant begins = CLOCK.instant().minus(Duration.ofDays(2));
    TAUGHT.add(lesson("late", "l1", begins, true, 0));
    count("late");
    assertThat(verdict("late").outcome()).isEqualTo(Outcome.MISSED);
    TAUGHT.removeIf(each -> each.agreement().equals("late"));
    TAUGHT.add(lesson("late", "l1", begins, true, 35));
    count("late");
    assertThat(verdict("late").outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void lesson_madeUpTwice_isMadeUpOnceAndStaysASingleHour() {
    Instant begins = CLOCK.instant().minus(Duration.ofDays(9));
    Taught missed = lesson("missed", "m1", begins, true, 0);
    TAUGHT.add(missed);
    TAUGHT.add(makingUp(missed, "m2", begins.plus(Duration.ofDays(1)), Way.RECORDING));
    TAUGHT.add(makingUp(missed, "m3", begins.plus(Duration.ofDays(2)), Way.RECORDING));
    count("missed");
    count("missed");
    assertThat(of("missed")).hasSize(1);
    assertThat(verdict("missed"))
        .isEqualTo(
            new Verdict(
                Outcome.MADE_UP, Optional.of(Way.RECORDING), 40, Optional.of(Cause.ROOM_ABSENT)));
  }

  @Test
  void makeUp_ofADeliveredLesson_countsNothing() {
    Instant begins = CLOCK.instant().minus(Duration.ofDays(9));
    Taught given = lesson("given", "d1", begins, true, 40);
    TAUGHT.add(given);
    TAUGHT.add(makingUp(given, "d2", begins.plus(Duration.ofDays(1)), Way.LITE));
    count("given");
    assertThat(of("given")).hasSize(1);
    assertThat(verdict("given").outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void hours_thatNobodyDisputesInTime_areConfirmedByTheClock() {
    TAUGHT.add(lesson("silent", "q1", CLOCK.instant().minus(Duration.ofDays(1)), true, 40));
    count("silent");
    hours.service().lapse(Duration.ofDays(14));
    assertThat(of("silent").getFirst().value().state()).isEqualTo(HourState.COUNTED);
    CLOCK.move(Duration.ofDays(14));
    hours.service().lapse(Duration.ofDays(14));
    assertThat(of("silent").getFirst().value().state()).isEqualTo(HourState.CONFIRMED);
    assertThat(of("silent").getFirst().by()).isEqualTo("system");
  }
}
