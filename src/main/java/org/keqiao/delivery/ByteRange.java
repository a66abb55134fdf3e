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

  private static final Pattern SINGLE =
      Pattern.compile("\\s*bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");

  /**
   * Reads a {@code Range} header. What is not one range of bytes is passed over, as the RFC allows:
   * the whole file is the answer then.
   *
   * @throws FaultException range beyond end
   */
  static Optional<ByteRange> parse(String header, long length) {
    Matcher matcher = SINGLE.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    if (from.isEmpty()) {
      long suffix = number(to);
      return satisfiable(Math.max(0, length - suffix), length - 1, suffix > 0, length);
    }
    long first = number(from);
    long last = to.isEmpty() ? length - 1 : number(to);
    if (!to.isEmpty() && last < first) {
      return Optional.empty();
    }
    return satisfiable(first, Math.min(last, length - 1), first < length, length);
  }

  private static Optional<ByteRange> satisfiable(
      long first, long last, boolean satisfiable, long length) {
    if (!satisfiable || length == 0) {
      throw FaultException.of(new Fault.RangeBeyondEnd(length));
    }
    return Optional.of(new ByteRange(first, last));
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  long length() {
    return last - first + 1;
  }
}
