package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.keqiao.feed.webhook.Receiver;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.pairing.agreement.Agreement;

/** kill -9 between a write, its event and its delivery: all that was answered still arrives. */
class FeedKillTest {

  private static final Chain CHAIN =
      new Chain(
          "feed-kill",
          Map.of(
              "KEQIAO_DEMO_MEDIA",
              "false",
              "KEQIAO_WEBHOOKS_HTTP",
              "true",
              "KEQIAO_WEBHOOKS_ALLOWED_NETWORKS",
              "127.0.0.0/8",
              "KEQIAO_WEBHOOKS_TIMEOUT",
              "2s",
              "KEQIAO_WEBHOOKS_LEASE",
              "4s"));

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  private static void propose(Api admin, Set<String> answered) {
    LocalDate today = LocalDate.now(Agreement.CHINA);
    Map<String, Object> agreement =
        Map.of(
            "urban",
            "tongwei-wenlan-primary",
            "rural",
            "maying-liuwan-primary",
            "terms",
            Map.of(
                "courses",
                List.of(Map.of("subject", "english", "grade", "g4")),
                "weeklyHours",
                2,
                "from",
                today.plusDays(9).toString(),
                "to",
                today.plusDays(200).toString()));
    try {
      while (true) {
        Answer made = admin.post("/api/v1/agreements", agreement);
        assertThat(made.status()).isEqualTo(201);
        answered.add(made.id());
      }
    } catch (UncheckedIOException killed) {
      assertThat(answered).isNotEmpty();
    }
  }

  private static List<JsonNode> feed(Api admin) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    boolean more = true;
    while (more) {
      Answer page = admin.get("/api/v1/events?limit=100" + cursor);
      page.body().path("items").forEach(all::add);
      cursor = "&cursor=" + page.body().path("next").asText();
      more = page.body().path("more").asBoolean();
    }
    return all;
  }

  private static List<String> subjects(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals("agreement.proposed"))
        .map(event -> event.at("/data/id").asText())
        .toList();
  }

  @Test
  void writers_killedInTheMiddle_areHeardOfOnceInTheFeed_andAtLeastOnceByWebhook()
      throws Exception {
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (Receiver receiver = Receiver.start()) {
      Api admin = CHAIN.program().as("admin");
      Answer webhook =
          admin.post(
              "/api/v1/webhooks",
              Map.of(
                  "node", "621121", "url", receiver.url(), "types", List.of("agreement.proposed")));
      assertThat(webhook.status()).as(webhook.body().toString()).isEqualTo(201);
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        writers.add(Thread.ofVirtual().start(() -> propose(admin, answered)));
      }
      Program.await(() -> answered.size() > 40 && receiver.taken().size() > 5);
      List<String> before = feed(admin).stream().map(event -> event.path("id").asText()).toList();
      CHAIN.kill();
      for (Thread writer : writers) {
        writer.join();
      }

      Api after = CHAIN.program().as("admin");
      Program.await(() -> subjects(feed(after)).containsAll(answered));
      List<JsonNode> events = feed(after);
      assertThat(events.stream().map(event -> event.path("id").asText()))
          .doesNotHaveDuplicates()
          .startsWith(before.toArray(String[]::new));
      assertThat(events.stream().map(event -> Long.parseLong(event.path("sequence").asText())))
          .isSorted();

      Program.await(() -> came(receiver).containsAll(answered));
      String secret = webhook.body().path("secret").asText();
      assertThat(receiver.taken()).allMatch(each -> each.verifies(secret));
      List<String> order = subjects(events);
      List<String> first =
          receiver.taken().stream()
              .map(each -> each.event().at("/data/id").asText())
              .distinct()
              .toList();
      assertThat(first).isEqualTo(order.stream().filter(first::contains).toList());
    }
  }

  private static Set<String> came(Receiver receiver) {
    Set<String> ids = new TreeSet<>();
    receiver.taken().forEach(each -> ids.add(each.event().at("/data/id").asText()));
    return ids;
  }
}
