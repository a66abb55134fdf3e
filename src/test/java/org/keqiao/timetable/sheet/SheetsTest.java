package org.keqiao.timetable.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.MovingClock;
import org.keqiao.fixture.OwnBucket;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * However attempts to book meet, and wherever they die, nothing is had twice and nothing is lost.
 */
class SheetsTest {

  private static final Instant MORNING = Instant.parse("2026-11-30T00:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

  @TempDir static Path folder;
  private static OwnBucket own;

  private final MovingClock clock = new MovingClock(MORNING);
  private Records<DaySheet> sheets;
  private Records<Place> places;
  private String school = "";

  /** What a booking is here: the attempt that it has its place from, and where that is. */
  record Place(String attempt, int room, int hour, int fences) {}

  @BeforeAll
  static void start() throws IOException {
    own = OwnBucket.start(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    own.close();
  }

  @BeforeEach
  void open() {
    Bucket bucket = own.bucket();
    sheets = new Records<>(bucket, DaySheet.TYPE, Optional.empty());
    places = new Records<>(bucket, new RecordType<>("place", Place.class), Optional.empty());
    school = "school-" + Id.fresh();
  }

  /** What bookings say of themselves. */
  private final class OfPlaces implements Standings {

    @Override
    public Standing newest(Id booking) {
      return places
          .newest(booking)
          .map(
              found ->
                  new Standing(
                      found.version(), found.value().attempt(), MORNING.plusSeconds(86400)))
          .orElse(Standing.NONE);
    }

    @Override
    public Standing find(Id booking) {
      return newest(booking);
    }

    @Override
    public void fence(Id booking, long version) {
      if (version == 0) {
        var _ = places.createIfAbsent(booking, new Place("", 0, 0, 0), "test");
        return;
      }
      places.update(
          booking,
          "test",
          before ->
              places.newest(booking).orElseThrow().version() == version
                  ? new Place(before.attempt(), before.room(), before.hour(), before.fences() + 1)
                  : before);
    }
  }

  private Sheets server() {
    return new Sheets(sheets, new OfPlaces(), any -> 3, clock);
  }

  private Attempt attempt(Id booking, int room, int hour) {
    long version = places.newest(booking).map(Entry::version).orElse(0L);
    Instant begins = MORNING.plus(Duration.ofHours(hour));
    return new Attempt(
        booking,
        Id.fresh().value(),
        version + 1,
        clock.instant(),
        DAY,
        List.of(
            Use.room(school, "room-" + room),
            Use.line(school),
            Use.person("teacher-" + school + hour % 2)),
        begins,
        begins.plus(Duration.ofMinutes(90)));
  }

  /** The moment at which it is booked, or not. */
  private boolean commit(Attempt attempt, int room, int hour) {
    Place place = new Place(attempt.name(), room, hour, 0);
    if (attempt.commit() == 1) {
      return places.createIfAbsent(attempt.booking(), place, "test").isPresent();
    }
    Entry<Place> written =
        places.update(
            attempt.booking(),
            "test",
            before ->
                places.newest(attempt.booking()).orElseThrow().version() == attempt.commit() - 1
                    ? place
                    : before);
    return written.value().attempt().equals(attempt.name());
  }

  @Test
  void attempt_thatDied_isInTheWayWhileItIsYoung_andNeverComesToItsEndAfterwards() {
    Attempt dead = attempt(new Id("dead-" + school), 1, 1);
    assertThat(server().claim(dead)).isEmpty();
    Attempt next = attempt(new Id("next-" + school), 1, 1);
    assertThat(server().claim(next)).extracting(Conflict::of).contains(Resource.ROOM);
    clock.move(Duration.ofSeconds(21));
    Attempt later = attempt(new Id("next-" + school), 1, 1);
    assertThat(server().claim(later)).isEmpty();
    assertThat(commit(later, 1, 1)).isTrue();
    assertThat(commit(dead, 1, 1)).isFalse();
  }

  @Test
  void booking_thatIsMoved_isInTheWayAtItsOldPlaceUntilItHasTheNewOne() {
    Id booking = new Id("moved-" + school);
    Attempt first = attempt(booking, 1, 1);
    server().claim(first);
    assertThat(commit(first, 1, 1)).isTrue();
    Attempt move = attempt(booking, 2, 4);
    assertThat(server().claim(move)).isEmpty();
    assertThat(server().conflicts(attempt(new Id("a-" + school), 1, 1))).isNotEmpty();
    assertThat(server().conflicts(attempt(new Id("a-" + school), 2, 4))).isNotEmpty();
    assertThat(commit(move, 2, 4)).isTrue();
    assertThat(server().conflicts(attempt(new Id("a-" + school), 1, 1))).isEmpty();
    assertThat(server().conflicts(attempt(new Id("a-" + school), 2, 4))).isNotEmpty();
  }

  @Test
  void line_thatCarriesThree_isNotGivenToAFourth() {
    for (int room = 1; room <= 3; room++) {
      Attempt attempt = lineOnly(room);
      assertThat(server().claim(attempt)).isEmpty();
      assertThat(commit(attempt, room, 1)).isTrue();
    }
    assertThat(server().claim(lineOnly(4)))
        .hasSize(3)
        .allMatch(conflict -> conflict.of() == Resource.LINE);
  }

  private Attempt lineOnly(int room) {
    Attempt whole = attempt(new Id("line-" + room + school), room, 1);
    return new Attempt(
        whole.booking(),
        whole.name(),
        whole.commit(),
        whole.since(),
        DAY,
        List.of(Use.room(school, "room-" + room), Use.line(school)),
        whole.begins(),
        whole.ends());
  }

  @RepeatedTest(3)
  void attempts_ofManyServersThatDieAnywhere_neverHaveAnythingTwice_andLeaveNothing()
      throws Exception {
    Map<Id, Boolean> alive = new ConcurrentHashMap<>();
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Random random = new Random(i * 31L + 7);
      Id booking = new Id("b" + i % 15 + "-" + school);
      all.add(
          () -> {
            int room = random.nextInt(4);
            int hour = random.nextInt(8);
            Sheets server = server();
            Attempt attempt = attempt(booking, room, hour);
            if (!server.claim(attempt).isEmpty() || random.nextInt(4) == 0) {
              return null;
            }
            if (commit(attempt, room, hour)) {
              alive.put(booking, true);
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> each : threads.invokeAll(all)) {
        each.get();
      }
    }
    assertThat(alive).isNotEmpty();
    assertNothingTwice(alive.keySet().stream().toList());
    clock.move(Duration.ofSeconds(21));
    server().sweep(DAY);
    assertThat(sheets.newest(DaySheet.id(school, DAY)).orElseThrow().value().claims())
        .allMatch(
            claim ->
                places
                    .newest(claim.booking())
                    .filter(found -> found.value().attempt().equals(claim.attempt()))
                    .isPresent());
    assertNothingTwice(alive.keySet().stream().toList());
  }

  private void assertNothingTwice(List<Id> bookings) {
    List<Place> booked =
        bookings.stream().map(id -> places.newest(id).orElseThrow().value()).toList();
    for (int i = 0; i < booked.size(); i++) {
      for (int j = 0; j < i; j++) {
        Place one = booked.get(i);
        Place other = booked.get(j);
        boolean overlap = Math.abs(one.hour() - other.hour()) <= 1;
        assertThat(overlap && one.room() == other.room()).as(one + " " + other).isFalse();
        assertThat(one.hour() == other.hour()).as(one + " " + other).isFalse();
      }
    }
    for (Place each : booked) {
      long atOnce =
          booked.stream()
              .filter(other -> other.hour() == each.hour() || other.hour() == each.hour() - 1)
              .count();
      assertThat(atOnce).isLessThanOrEqualTo(3);
    }
  }
}
