package org.keqiao.catalogue.demand;

import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.store.Id;

/**
 * The lesson that is missing: by words, by the chapter that it should hang on, or by both.
 *
 * @param words what was looked for, in folded form
 * @param place where it should hang
 */
public record Wanted(Optional<String> words, Optional<Place> place) {

  /**
   * A chapter, and where its book stands.
   *
   * @param node id of the chapter
   * @param path titles of the chapters from the top of the textbook down to it
   * @param textbook id of the textbook
   * @param subject id of its subject
   * @param grade id of its grade
   */
  public record Place(
      String node, List<String> path, String textbook, String subject, String grade) {}

  /** The id of the demand for it: whoever asks for the same words and chapter asks for the same. */
  Id id() {
    String asked = words.orElse("") + "\n" + place.map(Place::node).orElse("");
    return new Id("d-" + DigestUtils.sha256Hex(asked).substring(0, 40));
  }
}
