package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A node of a textbook's table of contents; lessons hang on it.
 *
 * @param id unique over all textbooks
 * @param title as printed
 * @param page where it begins
 * @param children its parts, in order
 */
public record Chapter(
    String id,
    String title,
    Optional<Integer> page,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<Chapter> children) {

  /** A leaf has no children. */
  @SuppressWarnings("ConstantValue")
  public Chapter {
    children = children == null ? List.of() : children;
  }
}
