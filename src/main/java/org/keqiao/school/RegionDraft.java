package org.keqiao.school;

import java.util.Optional;
import org.keqiao.fault.Violations;

/**
 * What is said of a region.
 *
 * @param code six, nine or twelve digits
 * @param name as the statistics bureau writes it
 */
record RegionDraft(Optional<String> code, Optional<String> name) {

  static final int LONGEST_NAME = 60;

  /**
   * Notes what is wrong with it.
   *
   * @return the code, when it is one
   */
  Optional<String> check(Violations violations) {
    if (code.isEmpty()) {
      violations.add("/code", "missing");
    } else if (RegionCode.level(code.get()).isEmpty()) {
      violations.add("/code", "region-code", code.get());
    }
    name.ifPresentOrElse(
        text -> violations.text("/name", text, 1, LONGEST_NAME),
        () -> violations.add("/name", "missing"));
    return code.filter(text -> RegionCode.level(text).isPresent());
  }
}
