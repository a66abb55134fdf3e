package org.keqiao.classroom.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who has asked for the word, who has it, and what is asked.
 *
 * @param hands schools that have raised their hand, the first first
 * @param calledOn the school that has the word
 * @param question what all rooms are asked now
 * @param answers what the schools have answered to it
 * @param texts what rooms have asked the teacher, the first first
 */
public record Floor(
    List<String> hands,
    Optional<String> calledOn,
    Optional<Open> question,
    Map<String, String> answers,
    List<TextQuestion> texts) {

  static final Floor EMPTY =
      new Floor(List.of(), Optional.empty(), Optional.empty(), Map.of(), List.of());

  /** Keeps its lists from changing. */
  public Floor {
    hands = List.copyOf(hands);
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    texts = List.copyOf(texts);
  }

  /** A question that answers are taken to, and its place in the order. */
  public record Open(long seq, Act.Question asked) {}

  /** What a room has asked the teacher. */
  public record TextQuestion(long seq, String id, String school, String text, boolean answered) {}

  Floor after(Happened next) {
    return switch (next.act()) {
      case Act.Hand hand -> next.school().map(school -> raised(school, hand.up())).orElse(this);
      case Act.CallOn(String school) ->
          new Floor(without(school), Optional.of(school), question, answers, texts);
      case Act.Ask(Act.Question asked) ->
          new Floor(hands, calledOn, Optional.of(new Open(next.seq(), asked)), Map.of(), texts);
      case Act.CloseQuestion(String id) ->
          isAsked(id) ? new Floor(hands, calledOn, Optional.empty(), Map.of(), texts) : this;
      case Act.Answer answer ->
          next.school().filter(school -> isAsked(answer.question())).isPresent()
              ? answered(next.school().get(), answer.value())
              : this;
      case Act.Text text ->
          next.school().map(school -> asked(next.seq(), school, text)).orElse(this);
      case Act.MarkAnswered(String id) -> new Floor(hands, calledOn, question, answers, marked(id));
      default -> this;
    };
  }

  /** Whether answers to this question are taken. */
  public boolean isAsked(String id) {
    return question.filter(open -> open.asked().question().equals(id)).isPresent();
  }

  private List<String> without(String school) {
    return hands.stream().filter(each -> !each.equals(school)).toList();
  }

  private Floor raised(String school, boolean up) {
    List<String> others = up && hands.contains(school) ? hands : without(school);
    List<String> now =
        up && !hands.contains(school)
            ? Stream.concat(others.stream(), Stream.of(school)).toList()
            : others;
    return new Floor(now, calledOn, question, answers, texts);
  }

  private Floor answered(String school, String value) {
    Map<String, String> now = new LinkedHashMap<>(answers);
    now.put(school, value);
    return new Floor(hands, calledOn, question, now, texts);
  }

  private Floor asked(long seq, String school, Act.Text text) {
    if (texts.stream().anyMatch(each -> each.id().equals(text.id()))) {
      return this;
    }
    TextQuestion fresh = new TextQuestion(seq, text.id(), school, text.text(), false);
    return new Floor(
        hands,
        calledOn,
        question,
        answers,
        Stream.concat(texts.stream(), Stream.of(fresh)).toList());
  }

  private List<TextQuestion> marked(String id) {
    return texts.stream()
        .map(
            each ->
                each.id().equals(id)
                    ? new TextQuestion(each.seq(), id, each.school(), each.text(), true)
                    : each)
        .toList();
  }
}
