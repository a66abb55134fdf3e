package org.keqiao.ledger.hour;

import java.time.Instant;
import java.util.Optional;
import org.keqiao.pairing.agreement.Side;

/** Who does something to an hour, when, for which school and why. */
record Deed(String by, Instant at, Optional<Side> side, Optional<String> reason) {

  /** The account of what nobody does. */
  static final String CLOCK = "system";

  static Deed of(String by, Instant at, Side side) {
    return new Deed(by, at, Optional.of(side), Optional.empty());
  }

  static Deed ofTheClock(Instant at) {
    return new Deed(CLOCK, at, Optional.empty(), Optional.empty());
  }

  Deed because(String text) {
    return new Deed(by, at, side, Optional.of(text));
  }
}
