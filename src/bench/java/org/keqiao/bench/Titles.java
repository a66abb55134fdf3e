package org.keqiao.bench;

import java.util.ArrayList;
import java.util.List;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** Words that are all different, for searches that nobody has just made. */
final class Titles {

  private static final String FIRST = "/api/v1/lessons?limit=100";

  private Titles() {}

  /** The titles of all published lessons. */
  static List<String> of(Server server) {
    Api api = Api.at(server.address()).signIn("teacher", "keqiao-demo");
    List<String> titles = new ArrayList<>();
    Answer page = api.get(FIRST);
    titles.addAll(titles(page));
    while (page.body().hasNonNull("next")) {
      page = api.get(FIRST + "&cursor=" + Api.encode(page.body().path("next").asText()));
      titles.addAll(titles(page));
    }
    return titles.stream().distinct().toList();
  }

  private static List<String> titles(Answer page) {
    return page.body().path("items").findValuesAsText("title").stream()
        .filter(title -> !title.isBlank())
        .toList();
  }
}
