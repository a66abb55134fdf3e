package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.RunningKeqiao;

/**
 * What is typed into a search is data. A search that takes Elasticsearch more than a second is
 * answered with 503, so none of these may.
 */
class HostileSearchTest {

  private static final Api TEACHER = Api.as("teacher");
  private static final int AT_ONCE = 6;
  private static final String SEARCH = "/api/v1/lessons?limit=2&q=";
  private static final String SUGGEST = "/api/v1/suggestions?limit=5&q=";

  private static List<String> notAnswered(Stream<String> paths) throws Exception {
    List<String> failed = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<String>> asked =
          paths.map(path -> threads.submit(() -> path + fault(TEACHER.get(path)))).toList();
      for (Future<String> each : asked) {
        if (each.get().contains(" → ")) {
          failed.add(each.get());
        }
      }
    }
    return failed;
  }

  private static String fault(Answer answer) {
    boolean answered = answer.status() == 200 ? answer.body().isObject() : !answer.code().isEmpty();
    boolean data =
        answer.header("Content-Type").contains("json")
            && answer.header("X-Content-Type-Options").equals("nosniff");
    return answered && data && answer.status() < 500 ? "" : " → " + answer.status();
  }

  @Test
  void words_thatAreHostile_areAnsweredOrRefused() throws Exception {
    assertThat(notAnswered(HostileWords.texts(2_500, 1).map(text -> SEARCH + Api.encode(text))))
        .isEmpty();
  }

  @Test
  void words_begun_thatAreHostile_areAnsweredOrRefused() throws Exception {
    assertThat(notAnswered(HostileWords.texts(7_500, 2).map(text -> SUGGEST + Api.encode(text))))
        .isEmpty();
  }

  @Test
  void filters_thatAreHostile_areAnsweredOrRefused() throws Exception {
    List<String> names = List.of("subject", "media", "node", "textbook", "state", "sort", "cursor");
    assertThat(
            notAnswered(
                names.stream()
                    .flatMap(
                        name ->
                            HostileWords.texts(100, name.hashCode())
                                .map(
                                    text ->
                                        "/api/v1/lessons?%s=%s"
                                            .formatted(name, Api.encode(text))))))
        .isEmpty();
  }

  @Test
  void cursor_thatWasChanged_isAnsweredOrRefused() throws Exception {
    String cursor = TEACHER.get("/api/v1/lessons?limit=1").body().path("next").asText();
    assertThat(cursor).isNotEmpty();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < cursor.length(); i += 3) {
      char other = cursor.charAt(i) == 'A' ? 'z' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      paths.add("/api/v1/lessons?limit=1&cursor=" + changed);
      paths.add("/api/v1/lessons?limit=1&cursor=" + cursor.substring(0, i));
    }
    assertThat(notAnswered(paths.stream())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%2",
        "%zz",
        "%u5206",
        "%ED%A0%80",
        "%C0%AF",
        "%FF%FE",
        "%F4%90%80%80",
        "%00"
      })
  void bytes_thatAreNoText_areAnsweredOrRefused(String encoded) throws IOException {
    for (String path : List.of(SEARCH, SUGGEST)) {
      String answer = raw(path + encoded);
      assertThat(answer).matches("(?s)HTTP/1\\.1 (200|400|422) .*");
      assertThat(answer).containsIgnoringCase("content-type: application/").doesNotContain("\tat ");
    }
  }

  @Test
  void address_of50Kilobytes_isRefusedInWords() throws IOException {
    String answer = raw(SEARCH + "x".repeat(50_000));
    assertThat(answer)
        .matches("(?s)HTTP/1\\.[01] 400 .*")
        .contains("application/problem+json", "\"code\":\"address-too-long\"");
  }

  @Test
  void words_of5Kilobytes_areTooMany() {
    Answer answer = TEACHER.get(SEARCH + "x".repeat(5_000));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("text-length");
  }

  /** Clients in Java refuse to send what is no URI. */
  private static String raw(String path) throws IOException {
    URI server = RunningKeqiao.address();
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, TEACHER.token());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
