package org.keqiao.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request that means no good, or only looks as if.
 *
 * @param what is wrong with it, for whoever reads a failure
 * @param target path and query as they go onto the wire
 * @param body empty for none
 */
public record Attack(
    String what, String method, String target, Map<String, String> headers, byte[] body) {

  /** The same with another address. */
  public Attack at(String fault, String other) {
    return new Attack(fault, method, other, headers, body);
  }

  /** The same with another body. */
  public Attack sending(String fault, byte[] other) {
    return new Attack(fault, method, target, headers, other);
  }

  /** The same with one header set; an empty value takes it away. */
  public Attack with(String fault, String header, String value) {
    Map<String, String> other = new LinkedHashMap<>(headers);
    if (value.isEmpty()) {
      other.remove(header);
    } else {
      other.put(header, value);
    }
    return new Attack(fault, method, target, other, body);
  }

  /** The same with another method. */
  public Attack by(String fault, String otherMethod) {
    return new Attack(fault, otherMethod, target, headers, body);
  }

  @Override
  public String toString() {
    return "%s: %s %.200s %s".formatted(what, method, target, shown());
  }

  private String shown() {
    String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
