package org.keqiao.classroom.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * Something that is done in a session and stands in its log. Positions are seconds of the lesson's
 * film; moments are milliseconds since 1970.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Act.Own.class, name = "own"),
  @JsonSubTypes.Type(value = Act.Join.class, name = "join"),
  @JsonSubTypes.Type(value = Act.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = Act.Play.class, name = "play"),
  @JsonSubTypes.Type(value = Act.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = Act.Seek.class, name = "seek"),
  @JsonSubTypes.Type(value = Act.Show.class, name = "show"),
  @JsonSubTypes.Type(value = Act.Page.class, name = "page"),
  @JsonSubTypes.Type(value = Act.Draw.class, name = "stroke"),
  @JsonSubTypes.Type(value = Act.Clear.class, name = "clear"),
  @JsonSubTypes.Type(value = Act.Ask.class, name = "ask"),
  @JsonSubTypes.Type(value = Act.CloseQuestion.class, name = "close-question"),
  @JsonSubTypes.Type(value = Act.CallOn.class, name = "call-on"),
  @JsonSubTypes.Type(value = Act.Hand.class, name = "hand"),
  @JsonSubTypes.Type(value = Act.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = Act.Text.class, name = "question"),
  @JsonSubTypes.Type(value = Act.MarkAnswered.class, name = "mark-answered"),
  @JsonSubTypes.Type(value = Act.Report.class, name = "report"),
  @JsonSubTypes.Type(value = Act.End.class, name = "end")
})
public sealed interface Act {

  /**
   * Whether whoever does it waits to hear that it is kept; what is not urgent goes into the log
   * with what comes after it, within seconds.
   */
  default boolean urgent() {
    return true;
  }

  /** A server puts what happens in order from now on. */
  record Own(String server) implements Act {}

  /** Somebody came. A later connection of the same seat takes the place of the earlier one. */
  record Join(String connection, String server) implements Act {}

  /**
   * Somebody went.
   *
   * @param until when something was last heard of the connection
   */
  record Leave(String connection, long until) implements Act {}

  /** The film runs, from here. */
  record Play(double position) implements Act {}

  /** The film stands, here. */
  record Pause(double position) implements Act {}

  /** The film goes on as it was, from here. */
  record Seek(double position) implements Act {}

  /**
   * Another lesson, or another view of it.
   *
   * @param view {@code video} or {@code pages}
   * @param part whose pages
   */
  record Show(Optional<String> lesson, String view, Optional<String> part, Optional<Integer> page)
      implements Act {}

  /** Another page. */
  record Page(String part, int page) implements Act {}

  /** A line is drawn over the picture. */
  record Draw(Stroke stroke) implements Act {}

  /** All lines are wiped away. */
  record Clear() implements Act {}

  /** All rooms are asked the same thing. */
  record Ask(Question question) implements Act {}

  /** No answers are taken any more. */
  record CloseQuestion(String question) implements Act {}

  /** A school has the word. */
  record CallOn(String school) implements Act {}

  /** A room raises or lowers its hand. */
  record Hand(boolean up) implements Act {}

  /** A room answers what all were asked; its last answer counts. */
  record Answer(String question, String value) implements Act {}

  /** A room asks the teacher something. */
  record Text(String id, String text) implements Act {}

  /** What a room asked was answered. */
  record MarkAnswered(String id) implements Act {}

  /** How a room follows. */
  record Report(
      double position, boolean playing, Way way, Optional<String> rung, Optional<Long> stalledMs)
      implements Act {
    @Override
    public boolean urgent() {
      return false;
    }
  }

  /** The session is over. */
  record End() implements Act {}

  /**
   * A line over the picture.
   *
   * @param id chosen by whoever draws; a later line of the same id takes the place of the earlier
   * @param width in thousandths of the picture's width
   * @param points x and y of each, 0 to 1
   */
  record Stroke(String id, String colour, double width, List<List<Double>> points) {

    /** Keeps its points from changing. */
    public Stroke {
      points = List.copyOf(points);
    }
  }

  /**
   * What all rooms are asked.
   *
   * @param kind {@code poll}, with choices, or {@code short}
   */
  record Question(String question, String kind, String text, List<String> choices) {

    /** Keeps its choices from changing. */
    @SuppressWarnings("ConstantValue")
    public Question {
      choices = choices == null ? List.of() : List.copyOf(choices);
    }

    /** Whether it is answered by one of its choices. */
    public boolean isPoll() {
      return kind.equals("poll");
    }
  }
}
