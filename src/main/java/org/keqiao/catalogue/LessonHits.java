package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.search.Highlights;
import org.keqiao.catalogue.search.InnerPassages;
import org.keqiao.pairing.SchoolService;

/** Shows lessons in lists, with the name of their school and what they cost to play. */
final class LessonHits {

  private final PlayService play;
  private final SchoolService schools;

  LessonHits(PlayService play, SchoolService schools) {
    this.play = play;
    this.schools = schools;
  }

  /**
   * A lesson in a list of found ones.
   *
   * @param highlights where the words stand in it, by field
   * @param said pages of its files and seconds of its film that speak of it
   * @param why in plain words, why it was found and stands where it stands
   */
  record Found(
      @JsonUnwrapped LessonHit hit,
      Optional<Map<String, List<Highlights.Marked>>> highlights,
      Optional<List<InnerPassages.Said>> said,
      Optional<List<String>> why) {}

  Found show(LessonResults.Match match, Optional<List<String>> why) {
    Lesson lesson = match.lesson().value();
    return new Found(
        LessonHit.of(
            match.lesson(), lesson.owner().school().flatMap(schools::name), play.summary(lesson)),
        Optional.of(match.highlights()).filter(marked -> !marked.isEmpty()),
        Optional.of(match.said()).filter(places -> !places.isEmpty()),
        why);
  }
}
