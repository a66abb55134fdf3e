package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.PairedSchools;
import org.keqiao.store.Json;
import org.keqiao.timetable.booking.BookingLaws;

/** kill -9 in a storm of bookings: what was answered is booked, and nothing else is in the way. */
class BookingKillTest {

  private static final int ROOMS = 6;
  private static final Chain CHAIN =
      new Chain(
          "booking-kill",
          Map.of("KEQIAO_DEMO_MEDIA", "false", "KEQIAO_TIMETABLE_SWEEP_EVERY", "2s"));

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  @Test
  void bookings_killedInTheMiddle_areKeptWhole_andLeaveNoClaimBehind() throws Exception {
    PairedSchools schools =
        PairedSchools.make(CHAIN.program().as("admin"), "jichuan-shipo-primary", ROOMS);
    Set<String> answered = ConcurrentHashMap.newKeySet();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Random random = new Random(i);
      callers.add(Thread.ofVirtual().start(() -> bookUntilKilled(schools, random, answered)));
    }
    Program.await(() -> answered.size() > 25);
    CHAIN.kill();
    for (Thread caller : callers) {
      caller.join();
    }

    Api admin = CHAIN.program().as("admin");
    List<JsonNode> kept = new ArrayList<>();
    for (String id : answered) {
      Answer booking = admin.get("/api/v1/bookings/" + id);
      assertThat(booking.body().path("state").asText()).isEqualTo("booked");
      kept.add(booking.body());
    }
    BookingLaws.assertNothingTwice(kept, 13);
    Program.await(BookingKillTest::everyClaimHolds);
    assertThat(claims()).isNotEmpty();
  }

  private static void bookUntilKilled(PairedSchools schools, Random random, Set<String> answered) {
    try {
      while (true) {
        LocalDate day = PairedSchools.day(random.nextInt(15));
        Instant begins =
            PairedSchools.at(day, "08:00").plus(Duration.ofMinutes(20L * random.nextInt(27)));
        Answer answer =
            schools.book(
                schools.draft(
                    random.nextInt(ROOMS),
                    random.nextInt(ROOMS),
                    begins,
                    begins.plus(Duration.ofMinutes(40))));
        assertThat(answer.status()).isIn(201, 409);
        if (answer.status() == 201) {
          answered.add(answer.id());
        }
      }
    } catch (UncheckedIOException killed) {
      assertThat(answered).isNotEmpty();
    }
  }

  /** The newest version of each record of a kind, as the bucket has it. */
  private static Map<String, JsonNode> newest(String type) {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (String key : CHAIN.objects("records/" + type).stream().sorted().toList()) {
      if (key.endsWith(".json")) {
        newest.put(key.substring(0, key.lastIndexOf('/')), read(key));
      }
    }
    return newest;
  }

  private static JsonNode read(String key) {
    try {
      return Json.read(Files.readAllBytes(CHAIN.bucket(key)), JsonNode.class).path("value");
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static Stream<JsonNode> claims() {
    List<JsonNode> claims = new ArrayList<>();
    newest("day-sheet").values().forEach(sheet -> sheet.path("claims").forEach(claims::add));
    return claims.stream();
  }

  private static boolean everyClaimHolds() {
    Map<String, JsonNode> bookings = newest("booking");
    return claims()
        .allMatch(
            claim -> {
              JsonNode booking = bookings.get("records/booking/" + claim.path("booking").asText());
              return booking != null
                  && booking.path("state").asText().equals("booked")
                  && booking.path("attempt").equals(claim.path("attempt"));
            });
  }
}
