package org.keqiao.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/**
 * One range of bytes of a file (RFC 9110 §14).
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, within the file
 */
record ByteRange(long first, long last) {

  private static final String UNIT = "bytes=";
  private static final Pattern RANGE = Pattern.compile(" *(?:(\\d+) *- *(\\d+)?|-(\\d+)) *");

  /**
   * Reads a {@code Range} header, in doubtful cases as nginx does: of several ranges the whole file
   * is the answer, as it is of another unit than bytes; what is no range is beyond the end.
   *
   * @throws FaultException range beyond end
   */
  static Optional<ByteRange> parse(String header, long length) {
    boolean ofBytes = header.regionMatches(true, 0, UNIT, 0, UNIT.length());
    if (!ofBytes || header.length() == UNIT.length() || length == 0) {
      return Optional.empty();
    }
    Optional<ByteRange> only = Optional.empty();
    for (String one : header.substring(UNIT.length()).split(",", -1)) {
      ByteRange range = range(one, length);
      if (range.first <= range.last) {
        if (only.isPresent()) {
          return Optional.empty();
        }
        only = Optional.of(range);
      }
    }
    return Optional.of(only.orElseThrow(() -> beyond(length)));
  }

  private static ByteRange range(String text, long length) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      throw beyond(length);
    }
    String suffix = matcher.group(3);
    if (suffix != null) {
      return new ByteRange(Math.max(0, length - number(suffix, length)), length - 1);
    }
    String last = matcher.group(2);
    return new ByteRange(
        number(matcher.group(1), length),
        last == null ? length - 1 : Math.min(number(last, length), length - 1));
  }

  /** A number that no file is as long as is no number. */
  private static long number(String digits, long length) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException endless) {
      throw beyond(length);
    }
  }

  private static FaultException beyond(long length) {
    return FaultException.of(new Fault.RangeBeyondEnd(length));
  }

  long length() {
    return last - first + 1;
  }
}
