package org.keqiao.catalogue.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonState;
import org.keqiao.catalogue.Life;
import org.keqiao.catalogue.ReviewRule;
import org.keqiao.catalogue.Transition;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * All decisions; those of a lesson are numbered, and read from the bucket, so that a search engine
 * that is away or late lets nothing out.
 */
public final class Decisions implements ReviewRule {

  /** Decisions. */
  public static final RecordType<Decision> TYPE = new RecordType<>("decision", Decision.class);

  private static final Pattern NUMBER = Pattern.compile("\\d{4}");
  private static final int MOST = 9999;

  private final Records<Decision> decisions;
  private final ReviewSettings settings;
  private final Function<Lesson.Owner, List<String>> nodes;

  /**
   * @param nodes of the tree that what somebody made lies in
   */
  public Decisions(
      Bucket bucket, ReviewSettings settings, Function<Lesson.Owner, List<String>> nodes) {
    this.decisions = new Records<>(bucket, TYPE, Optional.empty());
    this.settings = settings;
    this.nodes = nodes;
  }

  /** The records. */
  public Records<Decision> records() {
    return decisions;
  }

  private static String prefix(Id lesson) {
    return lesson + "-d";
  }

  /** What was decided on a lesson, the first first. */
  public List<Entry<Decision>> of(Id lesson) {
    String prefix = prefix(lesson);
    return decisions.idsBeginning(prefix).stream()
        .filter(id -> NUMBER.matcher(id.value().substring(prefix.length())).matches())
        .flatMap(id -> decisions.find(id).stream())
        .toList();
  }

  /** What was decided on a lesson and on what became its next versions, the first first. */
  List<Entry<Decision>> ofAllVersions(Id id, Lesson lesson) {
    List<Entry<Decision>> all = new ArrayList<>(of(id));
    lesson.life().history().stream()
        .flatMap(step -> step.next().stream())
        .forEach(next -> all.addAll(of(next)));
    all.sort(Comparator.comparing(decision -> decision.value().at()));
    return all;
  }

  /** Keeps a decision. */
  Entry<Decision> add(Id lesson, Decision decision, String by) {
    for (int number = of(lesson).size() + 1; number <= MOST; number++) {
      Id id = new Id("%s%04d".formatted(prefix(lesson), number));
      Optional<Entry<Decision>> kept = decisions.createIfAbsent(id, decision, by);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    throw FaultException.conflict("too-many-decisions", MOST);
  }

  /** The last decision of a kind, after a moment. */
  private Optional<Decision> last(Id lesson, Kind kind, Instant after) {
    return of(lesson).stream()
        .map(Entry::value)
        .filter(decision -> decision.kind() == kind && decision.at().isAfter(after))
        .reduce((earlier, later) -> later);
  }

  @Override
  public boolean isRequired(Lesson.Owner owner) {
    return settings.requires(nodes.apply(owner));
  }

  @Override
  public void require(Id id, Lesson lesson) {
    if (isRequired(lesson.owner())) {
      Kind.before(lesson).stream()
          .sorted()
          .forEach(kind -> require(lesson, kind, last(id, kind, at(lesson, Transition.WITHDRAW))));
    }
  }

  private static void require(Lesson lesson, Kind kind, Optional<Decision> last) {
    if (last.isEmpty()) {
      throw FaultException.conflict("decision-missing", kind.label());
    }
    if (!last.get().hash().equals(Content.of(lesson).hash())) {
      throw FaultException.conflict("decision-outdated", kind.label());
    }
    if (last.get().outcome() == Outcome.RETURN) {
      throw FaultException.conflict("decision-returned", kind.label());
    }
  }

  /** When something happened to it last; what was decided before did not know of it. */
  private static Instant at(Lesson lesson, Transition step) {
    return lesson.life().last(step).map(Life.Step::at).orElse(Instant.EPOCH);
  }

  /**
   * A lesson in the state that its decisions lead to. Whoever killed a server between a decision
   * and this finds the same afterwards.
   */
  Lesson settled(Id id, Lesson lesson, Instant now) {
    return switch (lesson.state()) {
      case SUBMITTED, IN_REVIEW -> reviewed(id, lesson, now);
      case FLAGGED -> rechecked(id, lesson, now);
      default -> lesson;
    };
  }

  private Lesson reviewed(Id id, Lesson lesson, Instant now) {
    String hash = Content.of(lesson).hash();
    Instant submitted = at(lesson, Transition.SUBMIT);
    List<Decision> made =
        Kind.before(lesson).stream()
            .flatMap(kind -> last(id, kind, submitted).stream())
            .filter(decision -> decision.hash().equals(hash))
            .toList();
    if (made.isEmpty()) {
      return lesson;
    }
    Lesson begun =
        lesson.state() == LessonState.SUBMITTED
            ? lesson.after(Transition.BEGIN_REVIEW, now)
            : lesson;
    Optional<Decision> against =
        made.stream().filter(decision -> decision.outcome() == Outcome.RETURN).findFirst();
    if (against.isPresent()) {
      return begun.after(Transition.RETURN, now, against.get().reasons().stream().findFirst());
    }
    boolean all = made.size() == Kind.before(lesson).size();
    return all ? begun.after(Transition.ACCEPT, now) : begun;
  }

  private Lesson rechecked(Id id, Lesson lesson, Instant now) {
    return last(id, Kind.RECHECK, at(lesson, Transition.FLAG))
        .filter(decision -> decision.hash().equals(Content.of(lesson).hash()))
        .map(
            decision ->
                decision.outcome() == Outcome.RETURN
                    ? lesson.after(
                        Transition.WITHDRAW, now, decision.reasons().stream().findFirst())
                    : cleared(lesson, now))
        .orElse(lesson);
  }

  /** What could not be found before it was flagged is not found afterwards. */
  private static Lesson cleared(Lesson lesson, Instant now) {
    boolean unlisted =
        Stream.of(Transition.UNLIST, Transition.LIST, Transition.PUBLISH)
            .map(step -> lesson.life().last(step))
            .flatMap(Optional::stream)
            .max(Comparator.comparing(Life.Step::at))
            .filter(step -> step.step() == Transition.UNLIST)
            .isPresent();
    Lesson clear = lesson.after(Transition.CLEAR, now);
    return unlisted ? clear.after(Transition.UNLIST, now) : clear;
  }
}
