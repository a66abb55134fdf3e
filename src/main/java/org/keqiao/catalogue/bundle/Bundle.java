package org.keqiao.catalogue.bundle;

import java.util.List;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;

/**
 * The checklist of a lesson at this moment.
 *
 * @param parts every part that lessons of its class have or may have
 */
record Bundle(List<PartCheck> parts) {

  /** Whether the lesson can be handed in. */
  boolean complete() {
    return obstacles().isEmpty();
  }

  /**
   * Wants nothing to be missing.
   *
   * @throws FaultException conflict {@code lesson-not-ready}, with every obstacle
   */
  void refuseIncomplete() {
    List<Violation> obstacles = obstacles();
    if (!obstacles.isEmpty()) {
      throw FaultException.conflict("lesson-not-ready", obstacles);
    }
  }

  private List<Violation> obstacles() {
    return parts.stream().flatMap(Bundle::obstacles).toList();
  }

  private static Stream<Violation> obstacles(PartCheck check) {
    String pointer = "/parts/" + check.rule().part().label();
    return check.findings().stream()
        .filter(Finding::blocking)
        .map(finding -> new Violation(pointer, finding.code(), finding.arguments()));
  }
}
