package org.keqiao.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name under which a browser keeps a file.
 *
 * @param name in any script
 */
record Attachment(String name) {

  private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");
  private static final Pattern NEVER_IN_NAMES = Pattern.compile("[\\p{Cntrl}/\\\\:*?\"<>|]");

  /**
   * As {@code Content-Disposition} says it: the whole name by RFC 8187, and what is left of it in
   * plain letters for those who do not know that (RFC 6266, appendix D).
   */
  String header() {
    String safe = NEVER_IN_NAMES.matcher(name).replaceAll("_");
    String encoded =
        URLEncoder.encode(safe, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(NOT_PLAIN.matcher(safe).replaceAll("_"), encoded);
  }
}
