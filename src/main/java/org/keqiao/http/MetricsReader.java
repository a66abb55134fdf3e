package org.keqiao.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/** Lets those read the metrics who operate the server. */
final class MetricsReader {

  private static final String BEARER = "Bearer ";

  /** Whoever passes on the requests of others says so in one of these. */
  private static final List<String> PASSED_ON =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final MetricsSettings settings;

  MetricsReader(MetricsSettings settings) {
    this.settings = settings;
  }

  /**
   * Passes a call of an operator.
   *
   * @throws FaultException unauthenticated or forbidden
   */
  void admit(Call call) {
    if (settings.token().isEmpty()) {
      if (!settings.trial() || !call.fromThisMachine() || isPassedOn(call)) {
        throw FaultException.of(new Fault.Forbidden("metrics-not-open"));
      }
      return;
    }
    String sent = call.header("Authorization").orElse("");
    if (!sent.startsWith(BEARER) || !isToken(sent.substring(BEARER.length()).strip())) {
      throw FaultException.unauthenticated("metrics-token-wrong");
    }
  }

  private boolean isToken(String sent) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), settings.token().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPassedOn(Call call) {
    return PASSED_ON.stream().anyMatch(name -> call.header(name).isPresent());
  }
}
