package org.keqiao.classroom.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.keqiao.store.Id;

/** The fields of a message, read with their limits; what does not keep to them is refused. */
record Fields(JsonNode message) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}|[a-z]{3,20}");

  private static Refusal.Refused wrong(String field) {
    return new Refusal.Refused("field-wrong", field);
  }

  private OptionalDouble maybeNumber(String name, double least, double most) {
    JsonNode value = message.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalDouble.empty();
    }
    double number = value.isNumber() ? value.asDouble() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(name);
    }
    return OptionalDouble.of(number);
  }

  double number(String name, double least, double most) {
    return maybeNumber(name, least, most).orElseThrow(() -> wrong(name));
  }

  Optional<Long> maybeWhole(String name, long least, long most) {
    OptionalDouble number = maybeNumber(name, least, most);
    return number.isEmpty() ? Optional.empty() : Optional.of((long) number.getAsDouble());
  }

  int page(String name) {
    return (int) number(name, 1, 10_000);
  }

  boolean flag(String name) {
    JsonNode value = message.path(name);
    if (!value.isBoolean()) {
      throw wrong(name);
    }
    return value.asBoolean();
  }

  Optional<String> maybeText(String name, int most) {
    JsonNode value = message.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isTextual() ? value.asText() : "";
    if (text.isBlank() || text.codePointCount(0, text.length()) > most || !Unicode.isSound(text)) {
      throw wrong(name);
    }
    return Optional.of(text);
  }

  String text(String name, int most) {
    return maybeText(name, most).orElseThrow(() -> wrong(name));
  }

  /** A short name that a client made. */
  Optional<String> maybeName(String name) {
    Optional<String> text = maybeText(name, 64);
    if (text.filter(given -> !NAME.matcher(given).matches()).isPresent()) {
      throw wrong(name);
    }
    return text;
  }

  String name(String name) {
    return maybeName(name).orElseThrow(() -> wrong(name));
  }

  Optional<String> maybeId(String name) {
    Optional<String> text = maybeText(name, 64);
    if (text.filter(given -> !Id.isId(given)).isPresent()) {
      throw wrong(name);
    }
    return text;
  }

  String id(String name) {
    return maybeId(name).orElseThrow(() -> wrong(name));
  }

  String oneOf(String name, List<String> allowed) {
    String text = text(name, 40);
    if (!allowed.contains(text)) {
      throw wrong(name);
    }
    return text;
  }

  Optional<String> maybeOneOf(String name, List<String> allowed) {
    return message.hasNonNull(name) ? Optional.of(oneOf(name, allowed)) : Optional.empty();
  }

  String colour(String name) {
    String text = text(name, 20);
    if (!COLOUR.matcher(text).matches()) {
      throw wrong(name);
    }
    return text;
  }

  List<String> texts(String name, int mostItems, int most) {
    JsonNode all = message.path(name);
    if (all.isMissingNode() || all.isNull()) {
      return List.of();
    }
    if (!all.isArray() || all.size() > mostItems) {
      throw wrong(name);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : all) {
      String text = each.isTextual() ? each.asText() : "";
      if (text.isBlank() || text.length() > most || texts.contains(text)) {
        throw wrong(name);
      }
      texts.add(text);
    }
    return texts;
  }

  List<List<Double>> points(String name, int most) {
    JsonNode all = message.path(name);
    if (!all.isArray() || all.isEmpty() || all.size() > most) {
      throw wrong(name);
    }
    List<List<Double>> points = new ArrayList<>();
    for (JsonNode each : all) {
      if (!each.isArray() || each.size() != 2) {
        throw wrong(name);
      }
      points.add(List.of(share(name, each.get(0)), share(name, each.get(1))));
    }
    return points;
  }

  private static double share(String name, JsonNode value) {
    double number = value.isNumber() ? value.asDouble() : Double.NaN;
    if (!(number >= 0 && number <= 1)) {
      throw wrong(name);
    }
    return number;
  }
}
