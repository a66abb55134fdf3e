package org.keqiao.ledger.summary;

import java.util.Locale;

/** What the rows of a summary stand for. */
enum By {
  COUNTY,
  SCHOOL,
  SUBJECT,
  WEEK;

  static final String[] NAMES = {"county", "school", "subject", "week"};

  static By named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The field of the cards by which their hours are told apart. */
  String field() {
    return switch (this) {
      case COUNTY, SCHOOL -> "rural";
      case SUBJECT -> "subject";
      case WEEK -> "week";
    };
  }
}
