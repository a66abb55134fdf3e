package org.keqiao.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/**
 * Every page of a list, one after the other.
 *
 * @param pages how many there are
 * @param lessons how many different ones were seen
 * @param repeated how many were seen again
 * @param total how many the first page promised
 */
record Pages(int pages, long lessons, long repeated, long total) {

  static Pages walk(Api api, String list) {
    Set<String> seen = new HashSet<>();
    long repeated = 0;
    int pages = 1;
    Answer page = api.get("/api/v1/lessons?limit=100&" + list);
    long total = page.body().path("total").asLong();
    while (true) {
      for (JsonNode item : page.body().path("items")) {
        repeated += seen.add(item.path("id").asText()) ? 0 : 1;
      }
      if (!page.body().hasNonNull("next")) {
        return new Pages(pages, seen.size(), repeated, total);
      }
      String cursor = Api.encode(page.body().path("next").asText());
      page = api.get("/api/v1/lessons?limit=100&" + list + "&cursor=" + cursor);
      pages++;
    }
  }
}
