package org.keqiao.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.store.Json;

/** Bodies that differ from a good one in one place, or are no JSON at all. */
final class Mutants {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEP = 5_000;
  private static final List<JsonNode> VALUES = values();

  private Mutants() {}

  /** A body and what is wrong with it. */
  record Mutant(String what, byte[] body) {}

  private static List<JsonNode> values() {
    List<JsonNode> values = new ArrayList<>();
    for (String raw :
        List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "2147483648",
            "-9223372036854775809",
            "99999999999999999999999999",
            "1e999",
            "-1e-999",
            "NaN",
            "-Infinity",
            "007",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "[\"\"]",
            "[\"a\",\"a\"]",
            "{\"\":1}",
            "{\"a\":{\"a\":{}}}",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "[" + "\"a\",".repeat(300) + "\"a\"]",
            "[".repeat(DEEP) + "]".repeat(DEEP))) {
      values.add(NODES.rawValueNode(new RawValue(raw)));
    }
    HostileTexts.ALL.stream()
        .filter(text -> text.chars().noneMatch(letter -> Character.isSurrogate((char) letter)))
        .forEach(text -> values.add(NODES.textNode(text)));
    values.add(NODES.textNode("x".repeat(70_000)));
    return values;
  }

  /** A good body with one thing changed, for every place and every change. */
  static Stream<Mutant> of(JsonNode good) {
    List<Mutant> mutants = new ArrayList<>();
    spoil("", good, good, mutants);
    if (good instanceof ObjectNode object) {
      add(mutants, "unknown member", object.deepCopy().put("kqUnknown", HostileTexts.SCRIPT));
      add(mutants, "__proto__", object.deepCopy().set("__proto__", NODES.objectNode()));
      add(mutants, "@class", object.deepCopy().put("@class", "java.lang.Runtime"));
    }
    return Stream.concat(
        mutants.stream(), broken(new String(Json.bytes(good), StandardCharsets.UTF_8)));
  }

  private static void add(List<Mutant> mutants, String what, JsonNode body) {
    mutants.add(new Mutant(what, Json.bytes(body)));
  }

  private static void spoil(String place, JsonNode here, JsonNode root, List<Mutant> mutants) {
    if (here instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
        JsonNode kept = member.getValue();
        object.remove(member.getKey());
        add(mutants, place + "/" + member.getKey() + " absent", root);
        for (JsonNode value : VALUES) {
          object.set(member.getKey(), value);
          add(mutants, place + "/" + member.getKey() + " spoilt", root);
        }
        object.set(member.getKey(), kept);
        deeper(place + "/" + member.getKey(), kept, root, mutants);
      }
    } else if (here instanceof ArrayNode array && !array.isEmpty()) {
      JsonNode kept = array.get(0);
      for (JsonNode value : VALUES) {
        array.set(0, value);
        add(mutants, place + "/0 spoilt", root);
      }
      array.set(0, kept);
      deeper(place + "/0", kept, root, mutants);
    }
  }

  private static void deeper(String place, JsonNode child, JsonNode root, List<Mutant> mutants) {
    if (child instanceof ContainerNode<?>) {
      spoil(place, child, root, mutants);
    }
  }

  private static Stream<Mutant> broken(String good) {
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    byte[] notUtf8 = bytes.clone();
    for (int i = 0; i < notUtf8.length; i++) {
      if (Character.isLetter(notUtf8[i])) {
        notUtf8[i] = (byte) 0xC3;
        break;
      }
    }
    return Stream.of(
        new Mutant("empty", new byte[0]),
        new Mutant("invalid UTF-8", notUtf8),
        new Mutant("UTF-16", good.getBytes(StandardCharsets.UTF_16)),
        text("byte order mark", "\uFEFF" + good),
        text("truncated", good.substring(0, good.length() - 1)),
        text("half", good.substring(0, good.length() / 2)),
        text("twice", good + good),
        text("doubled members", "{" + inner(good) + "," + inner(good) + "}"),
        text("array of it", "[" + good + "]"),
        text("null", "null"),
        text("number", "7"),
        text("text", "\"" + HostileTexts.SCRIPT + "\""),
        text("empty array", "[]"),
        text("empty object", "{}"),
        text("deep arrays", "[".repeat(100_000)),
        text("deep objects", "{\"a\":".repeat(DEEP)),
        text("comment", "/* */" + good),
        text("NUL", "\u0000" + good),
        text(
            "XML",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
        text("form", "title=a&title=b"));
  }

  private static String inner(String object) {
    return object.length() > 2 ? object.substring(1, object.length() - 1) : "\"a\":1";
  }

  private static Mutant text(String what, String body) {
    return new Mutant(what, body.getBytes(StandardCharsets.UTF_8));
  }
}
