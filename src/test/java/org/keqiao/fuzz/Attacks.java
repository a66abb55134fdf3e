package org.keqiao.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import org.keqiao.fixture.Contract;
import org.keqiao.store.Json;

/** Requests of one operation of the contract, each with one thing wrong, and some with none. */
public final class Attacks {

  private static final int RANDOM_BODIES = 25;
  private static final int SIZE = 1000;
  private static final List<String> RAW =
      List.of("%", "%zz", "%00", "%C3%28", "%ED%A0%80", "%u0041", "a%2Fb", "..%2f", ";x=1", "a;b");
  private static final List<String> METHODS =
      List.of("TRACE", "PROPFIND", "PUT", "PATCH", "DELETE", "POST", "KEQIAO");
  private static final List<String> TYPES =
      List.of(
          "text/html",
          "application/xml",
          "multipart/form-data",
          "application/x-www-form-urlencoded",
          "application/json; charset=utf-16",
          "application/vnd.keqiao+json",
          "json",
          "/;=,",
          "application/json, text/plain");

  private final Contract.Operation operation;
  private final List<JsonNode> parameters;
  private final Map<String, String> known;
  private final Random random = new Random(20261124);

  /**
   * @param known values of parameters that name something there is
   */
  public Attacks(Contract.Operation operation, Map<String, String> known) {
    this.operation = operation;
    this.parameters = Contract.parameters(operation);
    this.known = known;
  }

  /** All of them, in an order that is the same in every run. */
  public List<Attack> all() {
    List<Attack> all = new ArrayList<>();
    JqwikSession.run(() -> collect(all));
    return all;
  }

  private void collect(List<Attack> all) {
    Attack good = good();
    parameters.forEach(parameter -> spoil(parameter, good, all));
    spoilAddress(good, all);
    METHODS.stream()
        .filter(method -> !isOperation(method))
        .forEach(method -> all.add(good.by("method " + method, method)));
    bodies(good).forEach(all::add);
    all.add(good);
  }

  private boolean isOperation(String method) {
    return Contract.operations().stream()
        .anyMatch(each -> each.path().equals(operation.path()) && each.method().equals(method));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Attack good() {
    Map<String, String> headers = new LinkedHashMap<>();
    parameters.stream()
        .filter(each -> each.path("in").asText().equals("header"))
        .filter(each -> known.containsKey(name(each)))
        .forEach(each -> headers.put(name(each), known.get(name(each))));
    byte[] body = new byte[0];
    if (hasBody()) {
      headers.put("Content-Type", type());
      body = isJson() ? Json.bytes(example()) : text().getBytes(StandardCharsets.UTF_8);
    }
    return new Attack("nothing", operation.method(), target("", ""), headers, body);
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asText();
  }

  /** The address with one parameter of the path as it is given. */
  private String target(String parameter, String value) {
    String path = operation.path();
    for (JsonNode each : parameters) {
      if (each.path("in").asText().equals("path")) {
        String name = name(each);
        String usual = known.getOrDefault(name, each.path("example").asText("none"));
        path = path.replace("{" + name + "}", name.equals(parameter) ? value : encode(usual));
      }
    }
    return path;
  }

  private void spoil(JsonNode parameter, Attack good, List<Attack> all) {
    String name = name(parameter);
    List<String> texts = new ArrayList<>(HostileTexts.ALL);
    switch (parameter.path("in").asText()) {
      case "path" -> {
        // an empty or dotted step of a path leads to another operation
        texts.removeAll(List.of("", "."));
        texts.forEach(text -> all.add(good.at(name + " spoilt", target(name, encode(text)))));
        RAW.forEach(raw -> all.add(good.at(name + " raw", target(name, raw))));
      }
      case "query" -> {
        RandomJson.fitting(parameter.path("schema")).generator(SIZE).stream(random)
            .limit(5)
            .forEach(each -> texts.add(each.value().asText()));
        texts.forEach(
            text -> all.add(good.at(name + " spoilt", query(good, name + "=" + encode(text)))));
        RAW.forEach(raw -> all.add(good.at(name + " raw", query(good, name + "=" + raw))));
        all.add(good.at(name + " doubled", query(good, "%s=1&%s=2".formatted(name, name))));
      }
      default -> {
        all.add(good.with(name + " absent", name, ""));
        texts.stream()
            .filter(text -> text.chars().allMatch(letter -> letter >= ' ' && letter < 127))
            .forEach(text -> all.add(good.with(name + " spoilt", name, text)));
      }
    }
  }

  private static String query(Attack good, String query) {
    return good.target() + "?" + query;
  }

  private void spoilAddress(Attack good, List<Attack> all) {
    all.add(good.at("unknown parameter", query(good, "kqUnknown=" + encode(HostileTexts.SCRIPT))));
    for (String raw : RAW) {
      all.add(good.at("query raw", query(good, raw)));
    }
    all.add(good.at("query empty", query(good, "&&=&=1&?")));
    all.add(
        good.at(
            "dot segments", good.target().replaceFirst("/([^/]*)$", "/../%2e%2e/../%2e%2e/$1")));
    all.add(good.at("doubled slashes", "/" + good.target().replace("/", "//")));
    all.add(good.at("slash at the end", good.target() + "/"));
    all.add(good.at("long query", query(good, "q=" + "x".repeat(17_000))));
    for (String language : List.of("en", "zh-CN", "xx;q=9", SCRIPT_LANGUAGE)) {
      all.add(good.with("language", "Accept-Language", language));
    }
    all.add(good.with("accepts nothing", "Accept", "image/x-none"));
    all.add(good.with("codings", "Accept-Encoding", "br;q=2, *;q=0"));
    all.add(good.with("range", "Range", "bytes=9-1,0-99999999999999999999"));
  }

  private static final String SCRIPT_LANGUAGE = HostileTexts.SCRIPT;

  private boolean hasBody() {
    return operation.node().has("requestBody");
  }

  private JsonNode content() {
    return Contract.resolve(operation.node().path("requestBody")).path("content");
  }

  private String type() {
    return content().fieldNames().next();
  }

  private boolean isJson() {
    return type().endsWith("json");
  }

  private JsonNode schema() {
    return content().path(type()).path("schema");
  }

  /** The contract's own example, with what it leaves out. */
  private JsonNode example() {
    JsonNode example = content().path(type()).path("example");
    JsonNode first = content().path(type()).at("/examples/upload/value");
    ObjectNode body = Json.STORED.createObjectNode();
    Contract.resolve(schema())
        .path("properties")
        .properties()
        .forEach(
            member ->
                body.set(
                    member.getKey(),
                    RandomJson.fitting(member.getValue()).generator(SIZE).stream(random)
                        .map(each -> each.value())
                        .filter(value -> !value.isNull())
                        .findFirst()
                        .orElseThrow()));
    for (JsonNode said : List.of(first, example)) {
      if (said instanceof ObjectNode object) {
        body.setAll(object);
      }
    }
    return body;
  }

  private String text() {
    return content().path(type()).path("example").asText("id,level,title,page\n,1,第一单元,1\n");
  }

  private Stream<Attack> bodies(Attack good) {
    if (!hasBody()) {
      return Stream.of(
          good.with("body unasked for", "Content-Type", "application/json")
              .sending("body unasked for", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    }
    Stream<Attack> types =
        TYPES.stream().map(type -> good.with("type " + type, "Content-Type", type));
    Stream<Attack> spoilt = isJson() ? spoiltJson(good) : spoiltText(good);
    return Stream.concat(types, spoilt);
  }

  private Stream<Attack> spoiltJson(Attack good) {
    Stream<Attack> mutants =
        Mutants.of(example()).map(mutant -> good.sending(mutant.what(), mutant.body()));
    Stream<Attack> fitting =
        RandomJson.fitting(schema()).generator(SIZE).stream(random)
            .limit(RANDOM_BODIES)
            .map(each -> good.sending("fits the schema", Json.bytes(each.value())));
    return Stream.concat(mutants, fitting);
  }

  private Stream<Attack> spoiltText(Attack good) {
    String head = text().lines().findFirst().orElse("") + "\n";
    int columns = head.split(",", -1).length;
    Stream<String> rows =
        HostileTexts.ALL.stream()
            .map(text -> ("\"" + text.replace("\"", "\"\"") + "\",").repeat(columns))
            .map(row -> head + row.substring(0, row.length() - 1) + "\n");
    Stream<String> broken =
        Stream.of(
            "",
            head,
            head + head,
            head + "\"",
            head + "a\n",
            head + ",".repeat(5_000) + "\n",
            "\uFEFF" + text(),
            text() + text(),
            text() + "\u0000",
            text().replace(",", ";"),
            text().replace("\n", "\r"),
            "kq," + text(),
            "\n".repeat(2_000),
            HostileTexts.SCRIPT);
    return Stream.concat(
        Stream.concat(rows, broken)
            .map(text -> good.sending("text", text.getBytes(StandardCharsets.UTF_8))),
        Stream.of(good.sending("no UTF-8", new byte[] {(byte) 0xFF, (byte) 0xC0, 0, 'a', 10})));
  }
}
