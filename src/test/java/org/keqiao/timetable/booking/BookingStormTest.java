package org.keqiao.timetable.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.PairedSchools;
import org.keqiao.fixture.Town;

/** Five hundred bookings at once over twenty rooms: none overlap, none is half there. */
class BookingStormTest {

  private static final int BOOKINGS = 500;
  private static final int ROOMS_OF_EACH = 10;

  @Test
  void storm_overTwentyRooms_leavesNoDoubleBookingAndNoOrphan() throws Exception {
    PairedSchools schools =
        PairedSchools.make(Town.as("admin"), "longshan-hongtu-school", ROOMS_OF_EACH);
    LocalDate day = PairedSchools.day(6);
    Random random = new Random(20261128);
    List<Callable<Answer>> all = new ArrayList<>();
    for (int i = 0; i < BOOKINGS; i++) {
      Instant begins =
          PairedSchools.at(day, "08:00").plus(Duration.ofMinutes(20L * random.nextInt(27)));
      Map<String, Object> draft =
          schools.draft(
              random.nextInt(ROOMS_OF_EACH),
              random.nextInt(ROOMS_OF_EACH),
              begins,
              begins.plus(Duration.ofMinutes(40)));
      draft.put("id", "storm-" + i + "-" + schools.agreement());
      all.add(() -> bookPatiently(schools, draft));
    }
    Set<String> accepted = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> each : threads.invokeAll(all)) {
        Answer answer = each.get();
        assertThat(answer.status()).as(answer.body().toString()).isIn(201, 409);
        if (answer.status() == 201) {
          accepted.add(answer.id());
        }
      }
    }
    assertThat(accepted).hasSizeGreaterThan(ROOMS_OF_EACH);
    List<JsonNode> kept =
        accepted.stream().map(id -> schools.api().get("/api/v1/bookings/" + id).body()).toList();
    assertThat(listed(schools, accepted.size())).isEqualTo(accepted);
    BookingLaws.assertNothingTwice(kept, 20);
    assertEverythingIsFreeAgain(schools, kept);
  }

  /** Who is told that it is too busy sends the same again. */
  private static Answer bookPatiently(PairedSchools schools, Map<String, Object> draft) {
    return Curator.await(() -> schools.book(draft), answer -> answer.status() != 503);
  }

  /** What is cancelled is free: no claim is left behind by whoever was refused or gave up. */
  private static void assertEverythingIsFreeAgain(PairedSchools schools, List<JsonNode> kept) {
    for (JsonNode each : kept) {
      String path = "/api/v1/bookings/" + each.path("id").asText();
      Answer now = schools.api().get(path);
      assertThat(schools.api().delete(path, "If-Match", now.etag()).status()).isEqualTo(204);
    }
    LocalDate day = PairedSchools.day(6);
    for (int i = 0; i < ROOMS_OF_EACH; i++) {
      for (String[] span : new String[][] {{"08:00", "12:00"}, {"12:00", "16:00"}}) {
        schools.booked(
            schools.draft(i, i, PairedSchools.at(day, span[0]), PairedSchools.at(day, span[1])));
      }
    }
  }

  /** Ids of what is listed, once the index has caught up. */
  private static Set<String> listed(PairedSchools schools, int wanted) {
    String path = "/api/v1/bookings?limit=100&state=booked&agreement=" + schools.agreement();
    Set<String> all = new HashSet<>();
    Curator.await(
        () -> {
          all.clear();
          Optional<String> cursor = Optional.of("");
          Answer page = schools.api().get(path);
          while (cursor.isPresent()) {
            page = schools.api().get(path + cursor.get());
            page.body().path("items").forEach(each -> all.add(each.path("id").asText()));
            cursor =
                Optional.ofNullable(page.body().get("next"))
                    .map(next -> "&cursor=" + next.asText());
          }
          return page;
        },
        page -> all.size() >= wanted);
    return all;
  }
}
