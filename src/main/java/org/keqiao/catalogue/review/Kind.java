package org.keqiao.catalogue.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Set;
import org.keqiao.catalogue.Lesson;

/** What a review is for: content is reviewed when it is offered, launched and updated. */
public enum Kind {
  /** 提供: a school offers it. */
  @JsonProperty("offer")
  OFFER,
  /** 上线: it goes out to teachers. */
  @JsonProperty("launch")
  LAUNCH,
  /** 更新: its next version takes its place. */
  @JsonProperty("update")
  UPDATE,
  /** 复审: teachers say that something is wrong with it. */
  @JsonProperty("recheck")
  RECHECK;

  /** The reviews that must end well before a lesson goes out. */
  static Set<Kind> before(Lesson lesson) {
    return lesson.life().replaces().isPresent() ? Set.of(UPDATE) : Set.of(OFFER, LAUNCH);
  }

  /** The name in the API. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
