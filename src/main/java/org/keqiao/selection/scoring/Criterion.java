package org.keqiao.selection.scoring;

import java.util.Objects;

/**
 * One thing that reviewers give points for.
 *
 * @param id name within the rubric, such as {@code science} for 科学性
 * @param name as people write it
 * @param weight per cent of the whole
 * @param most points that can be given; the least is 0
 */
public record Criterion(String id, String name, int weight, int most) {

  /** Refuses what has no name, as JSON may bring it. */
  public Criterion {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
  }
}
