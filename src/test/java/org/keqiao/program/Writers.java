package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** Curators who make, publish and rename lessons without a pause, and remember every answer. */
final class Writers {

  private static final String LESSONS = "/api/v1/lessons";

  private final Api api;
  private final String film;
  private final Map<String, Answer> latest = new ConcurrentHashMap<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param film SHA-256 of a film that can be played
   */
  Writers(Api api, String film) {
    this.api = api;
    this.film = film;
  }

  /** Begins to write, so many at once. */
  void start(int writers) {
    for (int i = 0; i < writers; i++) {
      threads.add(Thread.ofVirtual().start(this::writeUntilKilled));
    }
  }

  private void writeUntilKilled() {
    try {
      while (true) {
        writeOne();
      }
    } catch (UncheckedIOException killed) {
      answered.incrementAndGet();
    }
  }

  private void writeOne() {
    Answer lesson = remember(api.post(LESSONS, Map.of("title", "断电课", "node", "pep-math-3a-8-3")));
    String path = LESSONS + "/" + lesson.id();
    Answer withVideo =
        remember(api.put(path + "/parts/video", Map.of("sha256", film), "If-Match", "\"1\""));
    Answer published = remember(api.transition(path + "/publish", withVideo.etag()));
    Answer renamed =
        remember(api.patch(path, Map.of("title", "断电课第二版"), "If-Match", published.etag()));
    remember(api.transition(path + "/withdraw", renamed.etag()));
  }

  private Answer remember(Answer answer) {
    assertThat(answer.status()).isIn(200, 201);
    latest.put(answer.id(), answer);
    answered.incrementAndGet();
    return answer;
  }

  /** How many writes were answered. */
  int answered() {
    return answered.get();
  }

  /** Waits until every writer has met the end of the program. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static long version(Answer answer) {
    return Long.parseLong(answer.etag().replace("\"", ""));
  }

  /** Each lesson stands where its last answer left it, or where the write after that would. */
  void assertKept(Api reader) {
    assertThat(latest).isNotEmpty();
    latest.forEach(
        (id, last) -> {
          Answer now = reader.get(LESSONS + "/" + id);
          assertThat(now.status()).isEqualTo(200);
          assertThat(version(now)).isBetween(version(last), version(last) + 1);
          if (version(now) == version(last)) {
            assertThat(now.body()).isEqualTo(last.body());
          }
        });
  }

  /** Searching finds every lesson once, as its record is; also those that were never answered. */
  void assertFound(Api reader) {
    Set<String> found = new HashSet<>();
    String page = LESSONS + "?mine=true&limit=100&sort=newest";
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      JsonNode list = reader.get(page + cursor.get()).body();
      for (JsonNode hit : list.path("items")) {
        assertThat(found.add(hit.path("id").asText())).isTrue();
        JsonNode record = reader.get(LESSONS + "/" + hit.path("id").asText()).body();
        assertThat(record.path("title")).isEqualTo(hit.path("title"));
        assertThat(record.path("state")).isEqualTo(hit.path("state"));
      }
      cursor = Optional.ofNullable(list.get("next")).map(next -> "&cursor=" + next.asText());
    }
    assertThat(found).containsAll(latest.keySet());
  }
}
