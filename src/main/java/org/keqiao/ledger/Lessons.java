package org.keqiao.ledger;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.keqiao.ledger.count.Span;
import org.keqiao.ledger.count.Taught;

/** What the ledger hears of timetable and classrooms. */
public interface Lessons {

  /** Nothing is taught. */
  Lessons NONE =
      new Lessons() {
        @Override
        public Stream<Taught> given(String agreement, Instant from, Instant to) {
          return Stream.empty();
        }

        @Override
        public List<Span> freeTimes(String agreement, Span like) {
          return List.of();
        }
      };

  /**
   * Lessons of an agreement, booked or not, that begin within a piece of time; those to come too,
   * and those that make up for earlier ones.
   */
  Stream<Taught> given(String agreement, Instant from, Instant to);

  /**
   * The next times that suit both schools of an agreement, for a lesson that is to be made up.
   *
   * @param like the lesson that was missed
   */
  List<Span> freeTimes(String agreement, Span like);
}
