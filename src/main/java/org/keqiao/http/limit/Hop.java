package org.keqiao.http.limit;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one proxy says of who asked it.
 *
 * @param address nothing, when it does not say or may not be known
 * @param secure whether TLS was spoken
 */
record Hop(Optional<IPAddress> address, boolean secure) {

  private static final Pattern PAIR =
      Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(\"[^\"\\\\]*\"|[^\\s\",;]*)\\s*");

  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\w+)?|([0-9.]+):\\w+");

  /**
   * Reads {@code Forwarded} (RFC 7239 §4). An element that is not well-formed says nothing, and
   * stands where it stands.
   */
  static List<Hop> forwarded(String header) {
    return split(header, ',').stream().map(Hop::element).toList();
  }

  private static Hop element(String text) {
    Optional<IPAddress> address = Optional.empty();
    boolean secure = false;
    for (String pair : split(text, ';')) {
      Matcher matcher = PAIR.matcher(pair);
      if (!matcher.matches()) {
        return new Hop(Optional.empty(), false);
      }
      String value = matcher.group(2).replace("\"", "");
      switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
        case "for" -> address = node(value);
        case "proto" -> secure = value.equalsIgnoreCase("https");
        default -> {
          // "by" and "host" tell nothing of who asks.
        }
      }
    }
    return new Hop(address, secure);
  }

  /**
   * Reads {@code X-Forwarded-For} with {@code X-Forwarded-Proto}. Some proxies write one protocol
   * for each address; others one for all, which is that of the nearest.
   */
  static List<Hop> xForwarded(String addresses, String protocols) {
    List<String> whom = List.of(addresses.split(",", -1));
    List<String> how = List.of(protocols.split(",", -1));
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < whom.size(); i++) {
      String protocol = how.size() == whom.size() ? how.get(i) : how.getLast();
      hops.add(new Hop(node(whom.get(i).strip()), protocol.strip().equalsIgnoreCase("https")));
    }
    return hops;
  }

  /** An address, with a port or without; names are not looked up. */
  private static Optional<IPAddress> node(String text) {
    Matcher port = WITH_PORT.matcher(text);
    if (!port.matches()) {
      return TrustedProxies.address(text);
    }
    return TrustedProxies.address(port.group(1) == null ? port.group(2) : port.group(1));
  }

  /**
   * Cuts at a separator that does not stand between quotes. It is read from the end, where our own
   * proxies write: a quote that a client leaves open swallows nothing of theirs.
   */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int end = text.length();
    for (int i = text.length() - 1; i >= 0; i--) {
      char letter = text.charAt(i);
      if (letter == '"') {
        quoted = !quoted;
      } else if (letter == separator && !quoted) {
        parts.addFirst(text.substring(i + 1, end));
        end = i;
      }
    }
    parts.addFirst(text.substring(0, end));
    return parts;
  }
}
