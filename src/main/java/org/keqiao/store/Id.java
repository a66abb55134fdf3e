package org.keqiao.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.time.Instant;
import org.keqiao.fault.FaultException;

/**
 * The name of a record, unique within its type: 1 to 64 lower-case letters, digits and hyphens, the
 * first one no hyphen. Such a name is safe in a key, a path and a URL.
 */
public record Id(@JsonValue String value) implements Comparable<Id> {

  private static final int LONGEST = 64;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_DIGITS = 12;

  /**
   * @throws IllegalArgumentException when the text has not the form of an id
   */
  @JsonCreator
  public Id {
    if (!isId(value)) {
      throw new IllegalArgumentException("not an id: " + value);
    }
  }

  /**
   * Reads an id that a caller sent; what has not the form of an id names nothing.
   *
   * @throws FaultException not found
   */
  public static Id of(String what, String text) {
    if (!isId(text)) {
      throw FaultException.notFound(what, text.length() > 80 ? text.substring(0, 80) : text);
    }
    return new Id(text);
  }

  /** Whether a text has the form of an id. */
  public static boolean isId(String text) {
    boolean fits = !text.isEmpty() && text.length() <= LONGEST && text.charAt(0) != '-';
    for (int i = 0; fits && i < text.length(); i++) {
      char letter = text.charAt(i);
      fits = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    }
    return fits;
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
