package org.keqiao.classroom.channel;

import java.util.List;

/**
 * Why something that was said is not done.
 *
 * @param code stable, a key of the message bundle
 * @param arguments what its sentence speaks of
 */
record Refusal(String code, List<Object> arguments) {

  /** Carries a refusal out of the reading of a message. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    Refused(String code, Object... arguments) {
      super(code, null, false, false);
      this.refusal = new Refusal(code, List.of(arguments));
    }

    Refusal refusal() {
      return refusal;
    }
  }

  static Refusal of(String code, Object... arguments) {
    return new Refusal(code, List.of(arguments));
  }
}
