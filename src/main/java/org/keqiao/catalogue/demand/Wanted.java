package org.keqiao.catalogue.demand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return new Id("d-" + HexFormat.of().formatHex(hash, 0, 20));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
