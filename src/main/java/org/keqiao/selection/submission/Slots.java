package org.keqiao.selection.submission;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Keeps what must be unique in a round unique, by conditional writes alone. Whoever takes a slot
 * writes its next version, so that of any number of takers one wins; a slot is taken over when the
 * submission that had it is not live any more. An attempt that nobody went on with is refused first
 * and can then not be accepted by whoever began it.
 */
final class Slots {

  static final RecordType<Slot> TYPE = new RecordType<>("submission-slot", Slot.class);

  /** Nobody takes so long from taking a slot to being accepted. */
  private static final Duration ATTEMPT = Duration.ofMinutes(1);

  private final Records<Slot> slots;
  private final Records<Submission> submissions;

  Slots(Records<Slot> slots, Records<Submission> submissions) {
    this.slots = slots;
    this.submissions = submissions;
  }

  static Id id(Id round, String kind, String key) {
    return new Id(DigestUtils.sha256Hex(round + "\n" + kind + "\n" + key).substring(0, 40));
  }

  /**
   * Takes a slot for an attempt.
   *
   * @return false when a live submission has it
   */
  boolean take(Id id, Slot wanted, Instant now) {
    while (true) {
      Optional<Entry<Slot>> held = slots.newest(id);
      if (held.isEmpty()) {
        if (slots.createIfAbsent(id, wanted, wanted.submission().value()).isPresent()) {
          return true;
        }
        continue;
      }
      if (held.get().value().equals(wanted)) {
        return true;
      }
      if (isLive(held.get().value(), now)) {
        return false;
      }
      if (replaced(held.get(), wanted)) {
        return true;
      }
    }
  }

  private boolean replaced(Entry<Slot> held, Slot wanted) {
    try {
      slots.update(
          held.id(),
          OptionalLong.of(held.version()),
          wanted.submission().value(),
          before -> wanted);
      return true;
    } catch (FaultException lost) {
      if (lost.fault() instanceof Fault.Stale) {
        return false;
      }
      throw lost;
    }
  }

  private boolean isLive(Slot held, Instant now) {
    Optional<Entry<Submission>> holder = submissions.newest(held.submission());
    if (holder.filter(each -> each.value().attempt().equals(held.attempt())).isEmpty()) {
      return false;
    }
    Submission submission = holder.get().value();
    boolean abandoned =
        submission.state() == SubmissionState.PENDING
            && submission.at().plus(ATTEMPT).isBefore(now);
    return abandoned
        ? submissions
            .update(
                held.submission(),
                "system",
                current -> current.refused(held.attempt(), "abandoned", now))
            .value()
            .state()
            .isLive()
        : submission.state().isLive();
  }
}
