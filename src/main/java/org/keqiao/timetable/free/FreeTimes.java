package org.keqiao.timetable.free;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.bells.SchoolDay;
import org.keqiao.timetable.bells.SchoolTime;
import org.keqiao.timetable.room.RoomService;
import org.keqiao.timetable.sheet.Sheets;
import org.keqiao.timetable.sheet.Taken;
import org.keqiao.timetable.sheet.Use;

/**
 * Times that suit schools whose bells ring at different times: minutes are compared, not numbers of
 * periods. A lesson is looked for where it begins or ends with a period of one of the schools, as
 * these are the only places where it can lie best in the days of all.
 */
public final class FreeTimes {

  /** So far from the wanted day other times are looked for. */
  private static final int MOST_DAYS = 14;

  private final BellsService bells;
  private final RoomService rooms;
  private final Sheets sheets;

  /** Over these. */
  public FreeTimes(BellsService bells, RoomService rooms, Sheets sheets) {
    this.bells = bells;
    this.rooms = rooms;
    this.sheets = sheets;
  }

  /** Free times of some days, those that lie best in the days of all schools first. */
  public List<FreeTime> between(FreeQuestion question, LocalDate from, LocalDate to) {
    Search search = new Search(question);
    return from.datesUntil(to.plusDays(1))
        .flatMap(day -> search.on(day).stream())
        .sorted(Comparator.comparingInt(FreeTime::fit).reversed().thenComparing(FreeTime::begins))
        .toList();
  }

  /**
   * The free times nearest to one that is not, as far as they lie as well in the days of all.
   *
   * @param most how many
   */
  public List<FreeTime> nearest(FreeQuestion question, Instant wanted, int most) {
    Search search = new Search(question);
    LocalDate day = LocalDate.ofInstant(wanted, Agreement.CHINA);
    int fit = search.fit(wanted, day);
    List<FreeTime> found = new ArrayList<>();
    for (int far = 0, enough = 0; far <= MOST_DAYS && enough < 2; far++) {
      Stream.of(day.minusDays(far), day.plusDays(far))
          .distinct()
          .flatMap(each -> search.on(each).stream())
          .filter(time -> time.fit() >= fit)
          .forEach(found::add);
      // Late on one day is nearer to the next morning than to that day's.
      enough += found.size() >= most ? 1 : 0;
    }
    return found.stream()
        .sorted(
            Comparator.comparing((FreeTime time) -> Duration.between(wanted, time.begins()).abs())
                .thenComparing(FreeTime::begins))
        .limit(most)
        .toList();
  }

  /** One search; what schools say of themselves is read once. */
  private final class Search {

    private final FreeQuestion question;
    private final Map<String, SchoolTime> times = new LinkedHashMap<>();
    private final Map<String, List<Use>> choice;

    Search(FreeQuestion question) {
      this.question = question;
      question.schools().forEach(school -> times.put(school, bells.time(school)));
      this.choice =
          question.anyRoom()
              ? question.schools().stream()
                  .collect(Collectors.toMap(Function.identity(), this::roomsOf))
              : Map.of();
    }

    private List<Use> roomsOf(String school) {
      return rooms.joining(school).map(room -> Use.room(school, room.id().value())).toList();
    }

    int fit(Instant begins, LocalDate date) {
      return time(days(date), begins).fit();
    }

    private Map<String, SchoolDay> days(LocalDate date) {
      Map<String, SchoolDay> days = new LinkedHashMap<>();
      times.forEach((school, time) -> days.put(school, time.on(date)));
      return days;
    }

    private FreeTime time(Map<String, SchoolDay> days, Instant begins) {
      Instant ends = begins.plus(question.length());
      List<Cover> covers =
          days.entrySet().stream()
              .map(day -> Cover.of(day.getKey(), day.getValue(), begins, ends))
              .toList();
      int fit = covers.stream().mapToInt(Cover::percent).min().orElse(0);
      return new FreeTime(begins, ends, fit, covers);
    }

    List<FreeTime> on(LocalDate date) {
      Map<String, SchoolDay> days = days(date);
      List<Instant> begins = begins(days);
      if (begins.isEmpty()) {
        return List.of();
      }
      Taken taken = sheets.on(date, question.owners(), question.but());
      return begins.stream()
          .map(each -> time(days, each))
          .filter(time -> isFree(taken, time))
          .toList();
    }

    private List<Instant> begins(Map<String, SchoolDay> days) {
      if (days.values().stream().anyMatch(day -> day.periods().isEmpty())) {
        return List.of();
      }
      Instant first =
          days.values().stream()
              .map(day -> day.periods().getFirst().begins())
              .max(Comparator.naturalOrder())
              .orElseThrow();
      Instant last =
          days.values().stream()
              .map(day -> day.periods().getLast().ends())
              .min(Comparator.naturalOrder())
              .orElseThrow();
      return days.values().stream()
          .flatMap(day -> day.periods().stream())
          .flatMap(bell -> Stream.of(bell.begins(), bell.ends().minus(question.length())))
          .distinct()
          .sorted()
          .filter(begin -> !begin.isBefore(first) && !begin.isBefore(question.notBefore()))
          .filter(begin -> !begin.plus(question.length()).isAfter(last))
          .toList();
    }

    private boolean isFree(Taken taken, FreeTime time) {
      return taken.conflicts(question.uses(), time.begins(), time.ends()).isEmpty()
          && choice.entrySet().stream()
              .allMatch(
                  school ->
                      school.getValue().stream()
                          .anyMatch(room -> canJoin(taken, school.getKey(), room, time)));
    }

    private static boolean canJoin(Taken taken, String school, Use room, FreeTime time) {
      return taken.conflicts(List.of(room, Use.line(school)), time.begins(), time.ends()).isEmpty();
    }
  }
}
