package org.keqiao.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.keqiao.fixture.Contract;

/** Values that fit a schema of the contract, as jqwik makes them. */
final class RandomJson {

  private static final int LONGEST = 60;
  private static final int MOST_ITEMS = 4;
  private static final int DEEPEST = 6;

  private RandomJson() {}

  static Arbitrary<JsonNode> fitting(JsonNode schema) {
    return fitting(schema, 0);
  }

  private static Arbitrary<JsonNode> fitting(JsonNode given, int depth) {
    JsonNode schema = Contract.resolve(given);
    if (schema.has("enum")) {
      return Arbitraries.of(items(schema.path("enum")));
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        return Arbitraries.oneOf(
            items(schema.path(choice)).stream().map(each -> fitting(each, depth)).toList());
      }
    }
    List<String> types =
        schema.path("type").isArray()
            ? items(schema.path("type")).stream().map(JsonNode::asText).toList()
            : List.of(schema.path("type").asText("object"));
    return Arbitraries.oneOf(types.stream().map(type -> ofType(type, schema, depth)).toList());
  }

  private static Arbitrary<JsonNode> ofType(String type, JsonNode schema, int depth) {
    return switch (type) {
      case "string" -> text(schema);
      case "integer" -> whole(schema);
      case "number" ->
          Arbitraries.doubles()
              .between(
                  schema.path("minimum").asDouble(-1e12), schema.path("maximum").asDouble(1e12))
              .map(DoubleNode::valueOf);
      case "boolean" -> Arbitraries.of(true, false).map(BooleanNode::valueOf);
      case "array" -> array(schema, depth);
      case "object" -> object(schema, depth);
      default -> Arbitraries.just(NullNode.getInstance());
    };
  }

  private static Arbitrary<JsonNode> whole(JsonNode schema) {
    return Arbitraries.longs()
        .between(
            schema.path("minimum").asLong(Long.MIN_VALUE),
            schema.path("maximum").asLong(Long.MAX_VALUE))
        .map(LongNode::valueOf);
  }

  /** A pattern is met by what the contract gives as example, or by a name that there may be. */
  private static Arbitrary<JsonNode> text(JsonNode schema) {
    if (schema.has("pattern")) {
      String example = schema.path("example").asText("g3");
      return Arbitraries.oneOf(
              Arbitraries.just(example),
              Arbitraries.strings()
                  .withCharRange('a', 'z')
                  .numeric()
                  .ofMinLength(1)
                  .ofMaxLength(20))
          .map(TextNode::valueOf);
    }
    int least = schema.path("minLength").asInt(0);
    int most = Math.max(least, Math.min(LONGEST, schema.path("maxLength").asInt(LONGEST)));
    return Arbitraries.oneOf(
            Arbitraries.strings().all().ofMinLength(least).ofMaxLength(most),
            Arbitraries.strings().withCharRange('一', '龥').ofMinLength(least).ofMaxLength(most))
        .map(TextNode::valueOf);
  }

  private static Arbitrary<JsonNode> array(JsonNode schema, int depth) {
    int least = schema.path("minItems").asInt(0);
    int most = Math.min(schema.path("maxItems").asInt(MOST_ITEMS), MOST_ITEMS);
    return fitting(schema.path("items"), depth + 1)
        .list()
        .ofMinSize(least)
        .ofMaxSize(depth > DEEPEST ? least : Math.max(least, most))
        .map(items -> new ArrayNode(JsonNodeFactory.instance, items));
  }

  private static Arbitrary<JsonNode> object(JsonNode schema, int depth) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    List<Arbitrary<Optional<Map.Entry<String, JsonNode>>>> members = new ArrayList<>();
    // combining none is refused
    members.add(Arbitraries.just(Optional.empty()));
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      double present = required.contains(member.getKey()) ? 1 : depth > DEEPEST ? 0 : 0.5;
      members.add(
          fitting(member.getValue(), depth + 1)
              .map(value -> Map.entry(member.getKey(), value))
              .optional(present));
    }
    return Combinators.combine(members).as(RandomJson::joined);
  }

  private static JsonNode joined(List<Optional<Map.Entry<String, JsonNode>>> members) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    members.forEach(member -> member.ifPresent(each -> object.set(each.getKey(), each.getValue())));
    return object;
  }

  private static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
