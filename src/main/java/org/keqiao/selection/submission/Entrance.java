package org.keqiao.selection.submission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.catalogue.Lesson;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.language.Folding;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.similarity.Fingerprint;
import org.keqiao.selection.similarity.Fingerprints;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/**
 * Lets a lesson into a round once. The id of a submission is made from what there may be one of, a
 * teacher (or a lesson, in rounds that take several of a teacher); what else is unique has a slot.
 * An attempt is pending while it takes its slots, and takes part from the moment when it is
 * accepted; of any number of attempts for the same thing one is.
 */
final class Entrance {

  private static final Duration ATTEMPT = Duration.ofMinutes(1);

  private final Records<Submission> submissions;
  private final Slots slots;
  private final SubmissionIndex index;
  private final Fingerprints prints;
  private final Clock clock;

  Entrance(
      Records<Submission> submissions,
      Slots slots,
      SubmissionIndex index,
      Fingerprints prints,
      Clock clock) {
    this.submissions = submissions;
    this.slots = slots;
    this.index = index;
    this.prints = prints;
    this.clock = clock;
  }

  /** What of submissions is searched. */
  SubmissionIndex index() {
    return index;
  }

  private static Id id(Id round, Round rules, Submission.Author author, Id id) {
    String unique =
        rules.rules().onePerTeacher()
            ? author.school() + "\n" + Folding.fold(author.teacher())
            : id.value();
    return new Id(DigestUtils.sha256Hex(round + "\n" + unique).substring(0, 40));
  }

  /**
   * Lets a lesson in.
   *
   * @param lineage the rounds that it won before
   * @throws FaultException conflict, when something of it is taken
   */
  Entry<Submission> enter(
      Entry<Round> round,
      Entry<Lesson> lesson,
      Submission.Author author,
      List<String> lineage,
      String by) {
    Content content =
        Content.of(lesson.id(), lesson.value())
            .orElseThrow(
                () ->
                    FaultException.invalid(
                        new Violations().add("/lesson/node", "missing").found()));
    Id id = id(round.id(), round.value(), author, lesson.id());
    Submission attempt = attempt(round.id(), id, content, author, lesson.value(), lineage);
    Entry<Submission> begun = begin(id, attempt, by);
    return begun.value().state() == SubmissionState.PENDING
        ? takeSlots(round, begun, Content.files(lesson.value()))
        : begun;
  }

  private Submission attempt(
      Id round,
      Id id,
      Content content,
      Submission.Author author,
      Lesson lesson,
      List<String> lineage) {
    Instant now = clock.instant();
    Fingerprint print = prints.of(lesson);
    return new Submission(
        round,
        content,
        author,
        SubmissionState.PENDING,
        Id.fresh().value(),
        now,
        Id.fresh(),
        print,
        index.near(round, id, print),
        lineage,
        Optional.empty(),
        List.of());
  }

  /** The attempt as it is kept; what was handed in before, when it is the same. */
  private Entry<Submission> begin(Id id, Submission attempt, String by) {
    Optional<Entry<Submission>> first = submissions.createIfAbsent(id, attempt, by);
    return first.orElseGet(() -> submissions.update(id, by, before -> next(before, attempt)));
  }

  private static Submission next(Submission before, Submission attempt) {
    boolean abandoned = before.at().plus(ATTEMPT).isBefore(attempt.at());
    return switch (before.state()) {
      case REFUSED, WITHDRAWN -> before.again(attempt);
      case PENDING -> {
        if (!abandoned) {
          throw FaultException.conflict("submission-pending");
        }
        yield before.again(attempt);
      }
      case SUBMITTED -> {
        if (before.content().hash().equals(attempt.content().hash())
            && before.content().lesson().equals(attempt.content().lesson())) {
          yield before;
        }
        throw FaultException.conflict("submission-teacher");
      }
    };
  }

  private record Taking(Id slot, String refusal) {}

  private Entry<Submission> takeSlots(Entry<Round> round, Entry<Submission> begun, String files) {
    String attempt = begun.value().attempt();
    Slot wanted = new Slot(round.id(), begun.id(), attempt);
    List<Taking> takings = new ArrayList<>();
    takings.add(new Taking(Slots.id(round.id(), "files", files), "submission-same"));
    if (round.value().rules().onePerNode()) {
      String node = begun.value().content().nodeKey();
      takings.add(new Taking(Slots.id(round.id(), "node", node), "submission-node"));
    }
    for (Taking taking : takings) {
      if (!slots.take(taking.slot(), wanted, clock.instant())) {
        submissions.update(
            begun.id(),
            Round.CLOCK,
            mine -> mine.refused(attempt, taking.refusal(), clock.instant()));
        throw FaultException.conflict(taking.refusal());
      }
    }
    Entry<Submission> accepted =
        submissions.update(begun.id(), begun.by(), mine -> mine.accepted(attempt, clock.instant()));
    if (accepted.value().state() != SubmissionState.SUBMITTED) {
      throw FaultException.conflict("submission-pending");
    }
    return accepted;
  }
}
