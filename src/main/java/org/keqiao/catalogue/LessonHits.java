package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.search.Highlights;
import org.keqiao.catalogue.search.InnerPassages;
import org.keqiao.http.Caller;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;

/** Shows lessons in lists, with the name of their school and what they cost to play. */
public final class LessonHits {

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

  /** A lesson in any list, as a viewer gets it. */
  public LessonHit show(Entry<Lesson> entry, Caller viewer) {
    Lesson lesson = entry.value();
    return LessonHit.of(
        entry, lesson.owner().school().flatMap(schools::name), play.summary(entry, viewer));
  }

  Found show(LessonResults.Match match, Caller viewer, Optional<List<String>> why) {
    return new Found(
        show(match.lesson(), viewer),
        Optional.of(match.highlights()).filter(marked -> !marked.isEmpty()),
        Optional.of(match.said()).filter(places -> !places.isEmpty()),
        why);
  }
}
