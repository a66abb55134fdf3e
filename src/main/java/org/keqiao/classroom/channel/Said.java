package org.keqiao.classroom.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Way;
import org.keqiao.store.Json;

/**
 * What a client says, as it is meant.
 *
 * @param ref how the client calls it, to be told what became of it
 */
record Said(Optional<String> ref, What what) {

  private static final double LONGEST_FILM = 86_400;
  private static final int LONGEST_CHOICE = 200;
  private static final int MOST_CHOICES = 10;
  private static final List<String> VIEWS = List.of("video", "pages");
  private static final List<String> PARTS = List.of("plan", "tasks", "slides", "exercises");

  /** A kind of thing to say. */
  sealed interface What {

    /** Is anybody there, and what time is it? */
    record Ping(double sent) implements What {}

    /** The teacher points at a place of the picture. */
    record Pointer(double x, double y) implements What {}

    /** Something that the session is told. */
    record Doing(Act act) implements What {}
  }

  /**
   * Reads a message.
   *
   * @throws Refusal.Refused when it cannot be read; {@link #refOf} may still know what it was
   *     called
   */
  static Said parse(JsonNode message, Limits limits) {
    Fields fields = new Fields(message);
    Optional<String> ref = fields.maybeName("ref");
    String type = message.path("type").asText();
    return new Said(
        ref,
        switch (type) {
          case "ping" -> new What.Ping(fields.number("sent", 0, 1e15));
          case "pointer" -> new What.Pointer(fields.number("x", 0, 1), fields.number("y", 0, 1));
          default -> new What.Doing(act(type, fields, ref, limits));
        });
  }

  /** JSON, or nothing. */
  static Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(Json.STRICT.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  /** What the client calls a message that could not be read. */
  static Optional<String> refOf(JsonNode message) {
    return Optional.of(message.path("ref").asText())
        .filter(ref -> !ref.isEmpty() && ref.length() <= 64);
  }

  private static Act act(String type, Fields fields, Optional<String> ref, Limits limits) {
    return switch (type) {
      case "play" -> new Act.Play(position(fields));
      case "pause" -> new Act.Pause(position(fields));
      case "seek" -> new Act.Seek(position(fields));
      case "show" -> show(fields);
      case "page" -> new Act.Page(fields.oneOf("part", PARTS), fields.page("page"));
      case "stroke" -> stroke(fields, limits);
      case "clear" -> new Act.Clear();
      case "ask" -> ask(fields, limits);
      case "close-question" -> new Act.CloseQuestion(fields.name("question"));
      case "call-on" -> new Act.CallOn(fields.id("school"));
      case "mark-answered" -> new Act.MarkAnswered(fields.name("id"));
      case "end" -> new Act.End();
      case "hand" -> new Act.Hand(fields.flag("up"));
      case "answer" ->
          new Act.Answer(fields.name("question"), fields.text("value", limits.textLength()));
      case "question" -> new Act.Text(ref.orElse(""), fields.text("text", limits.textLength()));
      case "report" -> report(fields);
      default -> throw new Refusal.Refused("message-unknown", shortly(type));
    };
  }

  private static String shortly(String type) {
    return type.length() > 40 ? type.substring(0, 40) : type;
  }

  private static double position(Fields fields) {
    return fields.number("position", 0, LONGEST_FILM);
  }

  private static Act show(Fields fields) {
    return new Act.Show(
        fields.maybeId("lesson"),
        fields.oneOf("view", VIEWS),
        fields.maybeOneOf("part", PARTS),
        fields.maybeWhole("page", 1, 10_000).map(Long::intValue));
  }

  private static Act stroke(Fields fields, Limits limits) {
    return new Act.Draw(
        new Act.Stroke(
            fields.name("id"),
            fields.colour("colour"),
            fields.number("width", 0, 1000),
            fields.points("points", limits.points())));
  }

  private static Act ask(Fields fields, Limits limits) {
    String kind = fields.oneOf("kind", List.of("poll", "short"));
    List<String> choices = fields.texts("choices", MOST_CHOICES, LONGEST_CHOICE);
    if (kind.equals("poll") == choices.size() < 2) {
      throw new Refusal.Refused("field-wrong", "choices");
    }
    return new Act.Ask(
        new Act.Question(
            fields.name("question"), kind, fields.text("text", limits.textLength()), choices));
  }

  private static Act report(Fields fields) {
    Way way =
        Way.of(fields.text("way", 20)).orElseThrow(() -> new Refusal.Refused("field-wrong", "way"));
    return new Act.Report(
        position(fields),
        fields.flag("playing"),
        way,
        fields.maybeText("rung", 40),
        fields.maybeWhole("stalledMs", 0, 3_600_000));
  }
}
