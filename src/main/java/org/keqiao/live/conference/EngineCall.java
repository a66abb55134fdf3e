package org.keqiao.live.conference;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The address of a call of BigBlueButton's API. Its checksum is the digest of the name of the call,
 * the query as it stands in the address, and the secret.
 */
final class EngineCall {

  private final ConferenceSettings.Engine engine;

  EngineCall(ConferenceSettings.Engine engine) {
    this.engine = engine;
  }

  /** The address, with its checksum. */
  URI address(String name, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&"));
    String checksum =
        new DigestUtils(engine.checksum().algorithm()).digestAsHex(name + query + engine.secret());
    String sum = (query.isEmpty() ? "" : "&") + "checksum=" + checksum;
    return engine.url().resolve("api/" + name + "?" + query + sum);
  }

  private static String encode(String text) {
    // Some of what stands before an engine writes a plus anew, and then the checksum is wrong.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
