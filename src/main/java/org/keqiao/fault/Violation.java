package org.keqiao.fault;

import java.util.List;

/**
 * One thing that is wrong with what was sent.
 *
 * @param pointer where: a JSON pointer into the body, or the name of a parameter
 * @param code stable code, a key of the message bundle
 * @param arguments values the message speaks of
 */
public record Violation(String pointer, String code, List<Object> arguments) {

  /** A violation whose message speaks of {@code arguments}. */
  public static Violation of(String pointer, String code, Object... arguments) {
    return new Violation(pointer, code, List.of(arguments));
  }
}
