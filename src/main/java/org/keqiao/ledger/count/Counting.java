package org.keqiao.ledger.count;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule by which lessons are counted.
 *
 * @param leastShare how much of a lesson both ends must be there for, above 0 and up to 1
 * @param lesson how long a lesson is that nobody booked
 */
public record Counting(double leastShare, Duration lesson) {

  private static final int MINUTE = 60;

  /** What is counted of a lesson for the room of one school, as if nothing made up for it. */
  public Figures figures(Taught taught, String school) {
    int booked = booked(taught);
    Map<Way, Times> room = room(taught, school);
    Times lead = Times.of(taught.lead());
    Seconds seconds = together(room, lead, booked);
    Times there = room.values().stream().reduce(new Times(List.of()), Times::and);
    return new Figures(
        booked,
        seconds,
        verdict(taught, seconds, booked, new Ends(lead, there)),
        new Falling(room, lead).falls(),
        List.of());
  }

  /** When both ends were there. */
  private record Ends(Times lead, Times room) {}

  private int booked(Taught taught) {
    Duration length =
        taught.booking().isPresent() ? Duration.between(taught.begins(), taught.ends()) : lesson;
    return (int) Math.max(1, length.toSeconds());
  }

  /** Whoever was in a lesson in two ways at once had the better one. */
  private static Map<Way, Times> room(Taught taught, String school) {
    List<Stretch> stretches = taught.rooms().getOrDefault(school, List.of());
    Map<Way, Times> best = new EnumMap<>(Way.class);
    Times better = new Times(List.of());
    for (Way way : Way.delivering()) {
      Times had = ofWay(stretches, way);
      best.put(way, had.without(better));
      better = better.and(had);
    }
    return best;
  }

  private static Times ofWay(Collection<Stretch> stretches, Way way) {
    return Times.of(
        stretches.stream().filter(each -> each.way() == way).map(Stretch::span).toList());
  }

  /** No more than was booked; what is beyond it is taken from the worst way. */
  private static Seconds together(Map<Way, Times> room, Times lead, int booked) {
    Map<Way, Integer> had = new EnumMap<>(Way.class);
    int left = booked;
    for (Way way : Way.delivering()) {
      int seconds =
          (int)
              Math.min(
                  left,
                  room.getOrDefault(way, new Times(List.of())).alsoIn(lead).length().toSeconds());
      had.put(way, seconds);
      left -= seconds;
    }
    return new Seconds(
        had.getOrDefault(Way.LIVE, 0),
        had.getOrDefault(Way.VIDEO, 0),
        had.getOrDefault(Way.LITE, 0),
        had.getOrDefault(Way.AUDIO, 0),
        0);
  }

  private boolean isEnough(int seconds, int booked) {
    return seconds >= leastShare * booked;
  }

  private Verdict verdict(Taught taught, Seconds seconds, int booked, Ends ends) {
    int together = seconds.together();
    int minutes = together / MINUTE;
    if (isEnough(together, booked)) {
      return new Verdict(Outcome.DELIVERED, seconds.main(), minutes, Optional.empty());
    }
    if (minutes > 0) {
      return new Verdict(
          Outcome.PARTIAL, seconds.main(), minutes, Optional.of(shortened(ends, booked)));
    }
    return new Verdict(
        Outcome.MISSED,
        Optional.empty(),
        0,
        Optional.of(taught.cancelled().orElseGet(() -> missed(ends))));
  }

  private Cause shortened(Ends ends, int booked) {
    if (!isEnough((int) ends.lead().length().toSeconds(), booked)) {
      return Cause.LEAD_ABSENT;
    }
    return ends.room().alsoIn(new Times(ends.lead().whole().stream().toList())).spans().size() > 1
        ? Cause.LINE_LOST
        : Cause.ROOM_ABSENT;
  }

  private static Cause missed(Ends ends) {
    if (ends.room().isEmpty()) {
      return ends.lead().isEmpty() ? Cause.NOT_HELD : Cause.ROOM_ABSENT;
    }
    return ends.lead().isEmpty() ? Cause.LEAD_ABSENT : Cause.LINE_LOST;
  }

  /**
   * What a lesson comes to that was to make up for another one, of {@code booked} seconds: in the
   * lesson itself with the teacher, or by a recording without.
   */
  public Optional<MakeUp> makeUp(Taught taught, String school, int booked) {
    Seconds together = together(room(taught, school), Times.of(taught.lead()), Integer.MAX_VALUE);
    int recorded =
        (int)
            ofWay(taught.rooms().getOrDefault(school, List.of()), Way.RECORDING)
                .length()
                .toSeconds();
    boolean live = isEnough(together.together(), booked) || together.together() >= recorded;
    int seconds = Math.min(booked, live ? together.together() : recorded);
    return seconds < MINUTE
        ? Optional.empty()
        : Optional.of(
            new MakeUp(
                taught.key(),
                taught.begins(),
                live ? together.main().orElseThrow() : Way.RECORDING,
                seconds,
                isEnough(seconds, booked)));
  }
}
