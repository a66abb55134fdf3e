package org.keqiao.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.keqiao.catalogue.search.Matching;
import org.keqiao.http.Call;

/** Says in plain words why a lesson was found. */
final class Explanation {

  /** The best reason first. */
  private static final List<String> WAYS =
      List.of(
          Matching.TITLE,
          Matching.TOPIC,
          Matching.WORDS,
          Matching.INITIALS,
          Matching.SOUND,
          Matching.SIMILAR,
          Matching.TEXT);

  private final Call call;
  private final boolean words;

  /**
   * @param call whose language the reasons are in
   * @param words whether words were looked for
   */
  Explanation(Call call, boolean words) {
    this.call = call;
    this.words = words;
  }

  List<String> of(LessonResults.Match match) {
    List<String> why = new ArrayList<>();
    WAYS.stream()
        .filter(match.ways()::contains)
        .forEach(way -> why.add(call.sentence("why." + way)));
    if (words) {
      match.ways().stream()
          .filter(way -> way.startsWith("named.") || way.startsWith("taught."))
          .forEach(way -> why.add(call.sentence("why." + way)));
    }
    return why;
  }
}
