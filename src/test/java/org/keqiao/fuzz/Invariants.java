package org.keqiao.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Contract;

/** What holds of every answer, whatever was asked. */
public final class Invariants {

  private static final ResourceBundle CODES = ResourceBundle.getBundle("problems");
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?:java|org|io|co)\\.[a-z]+\\.[a-zA-Z.]+|[A-Z]\\w+(?:Exception|Error)\\b|\\tat |\\.java:\\d");

  /** Before any operation: what cannot be read, has no such method, or comes too often. */
  private static final Set<Integer> OF_ANY = Set.of(405, 413, 429, 431);

  private static final Set<String> ADDRESSES =
      Set.of("malformed-address", "malformed-request", "address-too-long");

  private static final String PROBLEM = "application/problem+json";

  private Invariants() {}

  /** What is wrong with an answer; nothing for a good one. */
  public static List<String> broken(Contract.Operation operation, Attack attack, Answer answer) {
    List<String> faults = new ArrayList<>();
    if (answer.status() >= 500) {
      faults.add("answered %d %s".formatted(answer.status(), answer.code()));
    }
    if (answer.status() >= 400 && !attack.method().equals("HEAD")) {
      refusal(operation, answer, faults);
    }
    if (!isDeclared(operation, attack, answer)) {
      faults.add("%d %s is not declared".formatted(answer.status(), answer.code()));
    }
    headers(answer, faults);
    try {
      Contract.hold(attack.method(), operation.path(), answer);
    } catch (AssertionError unlikeTheContract) {
      faults.add("unlike the contract: " + unlikeTheContract.getMessage());
    }
    return faults;
  }

  /** A problem, unless the contract says that the operation refuses in another form too. */
  private static void refusal(Contract.Operation operation, Answer answer, List<String> faults) {
    String type = answer.header("Content-Type");
    if (type.equals(PROBLEM)) {
      problem(answer, faults);
    } else if (!Contract.resolve(
            operation.node().path("responses").path(Integer.toString(answer.status())))
        .path("content")
        .has(type)) {
      faults.add("%d is no problem but %s".formatted(answer.status(), type));
    }
    String text = new String(answer.bytes(), StandardCharsets.UTF_8);
    if (INSIDE.matcher(text).find()) {
      faults.add("shows the program's inside: " + text);
    }
  }

  private static void problem(Answer answer, List<String> faults) {
    List<String> codes = new ArrayList<>(answer.body().path("violations").findValuesAsText("code"));
    codes.add(answer.code());
    codes.stream()
        .filter(code -> !CODES.containsKey(code))
        .forEach(code -> faults.add("code %s has no sentence".formatted(code)));
  }

  private static boolean isDeclared(Contract.Operation operation, Attack attack, Answer answer) {
    return !attack.method().equals(operation.method())
        || OF_ANY.contains(answer.status())
        || (attack.method().equals("HEAD") && answer.status() == 400)
        || ADDRESSES.contains(answer.code())
        || answer.code().equals("page-not-found")
        || operation.node().path("responses").has(Integer.toString(answer.status()));
  }

  private static void headers(Answer answer, List<String> faults) {
    if (!answer.header("X-Content-Type-Options").equals("nosniff")) {
      faults.add("may be sniffed");
    }
    if (!answer.header("Content-Security-Policy").contains("frame-ancestors 'none'")) {
      faults.add("has no policy");
    }
    if (answer.headers().firstValue(HostileTexts.INJECTED).isPresent()) {
      faults.add("has a header that the request made");
    }
    String text = new String(answer.bytes(), StandardCharsets.UTF_8);
    boolean data = answer.header("Content-Type").matches("application/.*json|text/csv.*");
    if (!data && text.contains(HostileTexts.SCRIPT)) {
      faults.add("shows a script as " + answer.header("Content-Type"));
    }
  }
}
