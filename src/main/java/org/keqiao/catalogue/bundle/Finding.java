package org.keqiao.catalogue.bundle;

import java.util.List;

/**
 * Something that its curator should know of a part before she hands the lesson in.
 *
 * @param code stable code, a key of the message bundle
 * @param blocking whether the lesson cannot be handed in like this
 * @param arguments values the message speaks of
 */
record Finding(String code, boolean blocking, List<Object> arguments) {

  /** What keeps a lesson from being handed in. */
  static Finding obstacle(String code, Object... arguments) {
    return new Finding(code, true, List.of(arguments));
  }

  /** What a reviewer will see too. */
  static Finding warning(String code, Object... arguments) {
    return new Finding(code, false, List.of(arguments));
  }
}
