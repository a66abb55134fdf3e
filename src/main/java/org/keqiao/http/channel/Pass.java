package org.keqiao.http.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.keqiao.store.Json;

/**
 * The token that a channel was opened with, and those that came after it: a channel may be open for
 * longer than a token is good.
 */
final class Pass {

  private static final int LONGEST = 8 << 10;
  private static final String TYPE = "type";
  private static final String TOKEN = "accessToken";

  private final UnaryOperator<String> admission;
  private final String account;
  private volatile String token;

  /**
   * @param account that it was opened by
   * @param admission gives the account that a token lets in, and throws {@link
   *     org.keqiao.fault.FaultException} for a token that lets nobody in
   */
  Pass(String account, String token, UnaryOperator<String> admission) {
    this.account = account;
    this.token = token;
    this.admission = admission;
  }

  /** The token that a text brings, if that is what it does. */
  static Optional<String> broughtBy(String text) {
    if (text.length() > LONGEST || !text.contains(TOKEN)) {
      return Optional.empty();
    }
    try {
      JsonNode said = Json.STORED.readTree(text);
      return said.path(TYPE).asText().equals("token")
          ? Optional.of(said.path(TOKEN).asText())
          : Optional.empty();
    } catch (JsonProcessingException other) {
      return Optional.empty();
    }
  }

  /**
   * Goes on with another token.
   *
   * @return whether it is of the same account
   * @throws org.keqiao.fault.FaultException when it is no good
   */
  boolean renew(String next) {
    boolean same = admission.apply(next).equals(account);
    if (same) {
      token = next;
    }
    return same;
  }

  /**
   * Looks whether it still lets in.
   *
   * @throws org.keqiao.fault.FaultException when it does not
   */
  void check() {
    var _ = admission.apply(token);
  }
}
