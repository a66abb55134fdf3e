package org.keqiao.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;
import org.keqiao.fault.FaultException;

/**
 * The name of a record, unique within its type: 1 to 64 lower-case letters, digits and hyphens, the
 * first one no hyphen. Such a name is safe in a key, a path and a URL.
 */
public record Id(@JsonValue String value) implements Comparable<Id> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_DIGITS = 12;

  /**
   * @throws IllegalArgumentException when the text has not the form of an id
   */
  @JsonCreator
  public Id {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an id: " + value);
    }
  }

  /**
   * Reads an id that a caller sent; what has not the form of an id names nothing.
   *
   * @throws FaultException not found
   */
  public static Id of(String what, String text) {
    if (!FORM.matcher(text).matches()) {
      throw FaultException.notFound(what, text.length() > 80 ? text.substring(0, 80) : text);
    }
    return new Id(text);
  }

  /** Whether a text has the form of an id. */
  public static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new id; later ids sort after earlier ones by the millisecond. */
  public static Id fresh() {
    StringBuilder text = new StringBuilder(Long.toString(Instant.now().toEpochMilli(), 36));
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      text.append(Character.forDigit(RANDOM.nextInt(36), 36));
    }
    return new Id(text.toString());
  }

  @Override
  public int compareTo(Id other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
