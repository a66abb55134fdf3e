package org.keqiao.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keqiao.catalogue.CatalogueSearch;
import org.keqiao.fixture.Api;
import org.keqiao.identity.Profile;
import org.keqiao.store.Json;

/**
 * The ten commonest searches, asked one after the other: each time through our API and then
 * straight at Elasticsearch, with the query that the API sent.
 */
final class Questions {

  private static final List<String> WORDS =
      List.of(
          "分数",
          "三上数学 周长",
          "古诗",
          "光合作用",
          "秒的认识",
          "长方形和正方形",
          "英语 天气",
          "zhouchang",
          "cfx",
          "小数加减法怎么讲");
  private static final int LIMIT = 20;
  private static final int WARM_UP = 10;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CatalogueSearch catalogue;
  private final URI keqiao;
  private final URI elastic;
  private final String token;
  private int asked;

  Questions(CatalogueSearch catalogue, URI keqiao, URI elastic) {
    this.catalogue = catalogue;
    this.keqiao = keqiao;
    this.elastic = elastic;
    this.token = Api.at(keqiao).signIn("teacher", "keqiao-demo").token();
  }

  /** Asks each one so many times. */
  List<Asked> ask(int rounds) throws IOException, InterruptedException {
    Profile profile = teacher();
    List<Asked> all = new ArrayList<>();
    for (String words : WORDS) {
      String snapshot = snapshot();
      HttpRequest direct = direct(catalogue.question(words, profile, snapshot, LIMIT));
      long[] ours = new long[rounds];
      long[] theirs = new long[rounds];
      long total = 0;
      for (int i = -WARM_UP; i < rounds; i++) {
        long begin = System.nanoTime();
        byte[] answer = send(ours(words));
        long between = System.nanoTime();
        send(direct);
        if (i >= 0) {
          ours[i] = between - begin;
          theirs[i] = System.nanoTime() - between;
        }
        total = Json.read(answer, JsonNode.class).path("total").asLong();
      }
      all.add(new Asked(words, total, new Timings(ours), new Timings(theirs)));
    }
    return all;
  }

  /** Asks the next search through our API; says whether it was answered. */
  synchronized boolean answered() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(ours(WORDS.get(asked % WORDS.size())), BodyHandlers.ofByteArray());
    return answer.statusCode() == 200 && Json.read(answer.body(), JsonNode.class).has("items");
  }

  /**
   * Our server remembers an answer for half a second; blanks, which mean nothing, make each
   * question one that nobody has asked.
   */
  private HttpRequest ours(String words) {
    asked++;
    String blanks = " ".repeat(1 + asked % 180);
    return HttpRequest.newBuilder(
            keqiao.resolve(
                "/api/v1/lessons?limit=%d&q=%s".formatted(LIMIT, Api.encode(words + blanks))))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private HttpRequest direct(String question) {
    return HttpRequest.newBuilder(elastic.resolve("/_search"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(question))
        .build();
  }

  private String snapshot() throws IOException, InterruptedException {
    String path = "/%s/_pit?keep_alive=5m".formatted(catalogue.cards().alias());
    return parsed(
            HttpRequest.newBuilder(elastic.resolve(path)).POST(BodyPublishers.noBody()).build())
        .path("id")
        .asText();
  }

  private JsonNode parsed(HttpRequest request) throws IOException, InterruptedException {
    return Json.read(send(request), JsonNode.class);
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private static Profile teacher() throws IOException {
    for (JsonNode account :
        Json.read(Files.readAllBytes(Path.of("seeds", "accounts.json")), JsonNode.class)) {
      if (account.path("login").asText().equals("teacher")) {
        return Json.read(Json.bytes(account.path("profile")), Profile.class);
      }
    }
    throw new IOException("there is no teacher among the seeds");
  }
}
