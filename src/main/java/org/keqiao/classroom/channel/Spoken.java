package org.keqiao.classroom.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Board;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Floor;
import org.keqiao.classroom.event.Picture;
import org.keqiao.classroom.event.Seat;
import org.keqiao.store.Json;

/** What the server says to members: the messages of the contract, as text. */
final class Spoken {

  private static final String SCHOOL = "school";

  private Spoken() {}

  static ObjectNode message(String type) {
    return Json.STORED.createObjectNode().put("type", type);
  }

  private static ObjectNode message(String type, Object fields) {
    ObjectNode message = message(type);
    message.setAll(Json.STORED.<ObjectNode>valueToTree(fields));
    return message;
  }

  static String pong(double sent, long now) {
    return message("pong").put("sent", sent).put("now", now).toString();
  }

  static String kept(String ref) {
    return message("kept").put("ref", ref).toString();
  }

  static String refused(Optional<String> ref, String code, String detail) {
    ObjectNode message = message("refused");
    ref.ifPresent(name -> message.put("ref", name));
    return message.put("code", code).put("detail", detail).toString();
  }

  static String state(Picture picture) {
    return message("state", picture).toString();
  }

  static String pointer(double x, double y) {
    return message("pointer").put("x", x).put("y", y).toString();
  }

  private static ObjectNode line(Board.Line line) {
    ObjectNode fields = Json.STORED.createObjectNode().put("seq", line.seq());
    fields.setAll(Json.STORED.<ObjectNode>valueToTree(line.stroke()));
    return fields;
  }

  static String stroke(Board.Line line) {
    return message("stroke", line(line)).toString();
  }

  static String cleared(long seq) {
    return message("clear").put("seq", seq).toString();
  }

  private static ObjectNode question(Floor.Open open) {
    ObjectNode fields = Json.STORED.createObjectNode().put("seq", open.seq());
    fields.setAll(Json.STORED.<ObjectNode>valueToTree(open.asked()));
    return fields;
  }

  static String asked(Floor.Open open) {
    return message("question-asked", question(open)).toString();
  }

  static String closed(long seq, String question) {
    return message("question-closed").put("seq", seq).put("question", question).toString();
  }

  /** What has been answered so far: how often each choice was, or by which school what. */
  static ObjectNode answers(Floor.Open open, Map<String, String> answers) {
    Act.Question asked = open.asked();
    ObjectNode message = message("answers").put("question", asked.question());
    if (asked.isPoll()) {
      Map<String, Long> counts = new LinkedHashMap<>();
      asked.choices().forEach(choice -> counts.put(choice, 0L));
      answers.values().forEach(choice -> counts.merge(choice, 1L, Long::sum));
      message.set("counts", Json.STORED.valueToTree(counts));
    } else {
      ArrayNode texts = message.putArray("texts");
      answers.forEach((school, text) -> texts.addObject().put(SCHOOL, school).put("text", text));
    }
    message.set("from", Json.STORED.valueToTree(List.copyOf(answers.keySet())));
    return message;
  }

  static String hands(List<String> up) {
    return message("hands", Map.of("up", up)).toString();
  }

  static String calledOn(String school) {
    return message("called-on").put(SCHOOL, school).toString();
  }

  static String textQuestion(Floor.TextQuestion text) {
    return message("text-question", text).toString();
  }

  static String presence(List<RoomRow> rooms, boolean lead) {
    return presenceOf(rooms, lead).toString();
  }

  private static ObjectNode presenceOf(List<RoomRow> rooms, boolean lead) {
    ObjectNode message = message("presence");
    message.set("rooms", Json.STORED.valueToTree(rooms));
    return message.put("lead", lead);
  }

  static String ended() {
    return message("ended").toString();
  }

  /** A room as a list of rooms says it. */
  record RoomRow(
      String school,
      String name,
      boolean here,
      boolean hand,
      Optional<String> way,
      Optional<Double> position,
      Optional<Boolean> playing,
      Optional<String> rung,
      Optional<Long> lagMs) {

    /** The same without what changes all the time. */
    RoomRow withoutPlace() {
      Optional<Double> nowhere = Optional.empty();
      return new RoomRow(
          school, name, here, hand, way, nowhere, Optional.empty(), rung, Optional.empty());
    }
  }

  /**
   * All that a member must know to begin, or to go on.
   *
   * @param since place after which the lines are; absent when they are all
   */
  record Welcome(
      Member member, Facts facts, ClassState state, Optional<Long> since, List<RoomRow> rooms) {

    String text(long now) {
      Floor floor = state.floor();
      ObjectNode message =
          message("welcome")
              .put("seq", state.seq())
              .put("seat", member.seat().label())
              .put("now", now);
      message.set("state", Json.STORED.valueToTree(state.picture()));
      ArrayNode strokes = message.putArray("strokes");
      state.board().lines().stream()
          .filter(line -> line.seq() > since.orElse(-1L))
          .forEach(line -> strokes.add(line(line)));
      since.ifPresent(seq -> message.put("since", seq));
      floor.question().ifPresent(open -> message.set("question", question(open)));
      message.set("hands", Json.STORED.valueToTree(floor.hands()));
      floor.calledOn().ifPresent(school -> message.put("calledOn", school));
      if (member.teaches()) {
        message.set("texts", Json.STORED.valueToTree(floor.texts()));
        floor.question().ifPresent(open -> message.set("answers", answers(open, floor.answers())));
      } else {
        member
            .school()
            .map(floor.answers()::get)
            .ifPresent(value -> message.put("answered", value));
      }
      message.set("presence", presenceOf(rooms, state.attending().isThere(Seat.LEAD)));
      message.set("session", facts.view());
      return message.toString();
    }
  }
}
