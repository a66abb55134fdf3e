package org.keqiao.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keqiao.catalogue.search.Matching;
import org.keqiao.http.Call;

/** Says in plain words why a lesson was found. */
final class Explanation {

  /** As it is written: the best reason first. Then nothing need be said of sounds. */
  private static final List<String> WRITTEN =
      List.of(Matching.TITLE, Matching.TOPIC, Matching.WORDS);

  private static final List<String> OTHERWISE =
      List.of(Matching.INITIALS, Matching.SOUND, Matching.SIMILAR);

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
    boolean written = WRITTEN.stream().anyMatch(match.ways()::contains);
    Stream.of(written ? WRITTEN : OTHERWISE, List.of(Matching.TEXT))
        .flatMap(List::stream)
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
