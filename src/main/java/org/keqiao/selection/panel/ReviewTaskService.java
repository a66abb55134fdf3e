package org.keqiao.selection.panel;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.selection.round.Round;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.Records;

/** Tasks of reviewers; those of others do not exist for a reviewer. */
final class ReviewTaskService {

  private static final String WHAT = "review-task";
  private static final Pattern NAME = Pattern.compile("(.+)-(\\d{1,3})");
  private static final int LONGEST_NOTE = 2000;
  private static final int MOST_REASONS = 12;

  private final Records<Panel> panels;
  private final PanelService service;
  private final Pool pool;
  private final PanelService.Sources sources;
  private final Panel.Leases leases;

  ReviewTaskService(
      Records<Panel> panels,
      PanelService service,
      Pool pool,
      PanelService.Sources sources,
      Panel.Leases leases) {
    this.panels = panels;
    this.service = service;
    this.pool = pool;
    this.sources = sources;
    this.leases = leases;
  }

  /** A seat of a panel, as the reviewer has it who asks. */
  record Task(Entry<Panel> panel, Seat seat, Entry<Round> round) {

    Id id() {
      return id(panel.id(), seat);
    }

    static Id id(Id panel, Seat seat) {
      return new Id(panel + "-" + seat.number());
    }
  }

  /** What a reviewer says of a submission; the fields are those of {@link Sheet}. */
  record Scoring(
      Optional<Map<String, Integer>> points,
      Optional<List<Sheet.Reason>> reasons,
      Optional<String> publicNote,
      Optional<String> internalNote) {

    /** Refuses what is null in a list. */
    Scoring {
      reasons = reasons.map(List::copyOf);
    }
  }

  private static FaultException unknown(Id id) {
    return FaultException.notFound(WHAT, id.value());
  }

  /** A task of the caller's own, or one that nobody has and that suits her. */
  Task read(Caller caller, Id id) {
    Matcher name = NAME.matcher(id.value());
    if (!name.matches()) {
      throw unknown(id);
    }
    Entry<Panel> panel = panels.find(new Id(name.group(1))).orElseThrow(() -> unknown(id));
    Seat seat = panel.value().seat(Integer.parseInt(name.group(2))).orElseThrow(() -> unknown(id));
    Entry<Round> round = sources.rounds().read(panel.value().round());
    boolean own = seat.reviewer().equals(Optional.of(caller.account()));
    if (!own && !isOffered(caller, round, panel, seat)) {
      throw unknown(id);
    }
    return new Task(panel, seat, round);
  }

  private boolean isOffered(Caller caller, Entry<Round> round, Entry<Panel> panel, Seat seat) {
    return seat.state() == SeatState.OPEN
        && pool.find(round.value(), caller)
            .filter(reviewer -> reviewer.suits(panel.value().work(panel.id(), 1)))
            .isPresent();
  }

  /** The caller's tasks in a state, or all of hers. */
  Page<Task> list(
      Caller caller,
      Optional<SeatState> state,
      Optional<String> round,
      int limit,
      Optional<String> cursor) {
    Map<String, String> filters = new HashMap<>();
    round.ifPresent(id -> filters.put("round", id));
    if (state.equals(Optional.of(SeatState.OPEN))) {
      filters.put("states", SeatState.OPEN.label());
    } else {
      filters.put("reviewer", caller.account());
      state.ifPresent(each -> filters.put("mine", PanelIndex.part(caller.account(), each)));
    }
    Listing<Panel> found = Listing.of(panels, filters, limit, cursor.map(Page::place));
    List<Task> tasks =
        found.items().stream().flatMap(panel -> task(caller, panel, state).stream()).toList();
    return new Page<>(tasks, found.next().map(Page::cursor));
  }

  private Optional<Task> task(Caller caller, Entry<Panel> panel, Optional<SeatState> state) {
    Entry<Round> round = sources.rounds().read(panel.value().round());
    boolean open = state.equals(Optional.of(SeatState.OPEN));
    return panel.value().seats().stream()
        .filter(
            seat ->
                open
                    ? isOffered(caller, round, panel, seat)
                    : seat.reviewer().equals(Optional.of(caller.account()))
                        && state.filter(each -> each != seat.state()).isEmpty())
        .findFirst()
        .map(seat -> new Task(panel, seat, round));
  }

  /**
   * Begins with a task; of any number of reviewers who want the same one, one gets it.
   *
   * @throws FaultException conflict, when somebody else has it or the round is not scored
   */
  Task claim(Caller caller, Id id) {
    return change(
        caller, id, (panel, number, now) -> panel.claimed(number, caller.account(), now, leases));
  }

  /** Gives a task back. */
  Task giveBack(Caller caller, Id id, String rule, Optional<String> reason) {
    return change(
        caller,
        id,
        (panel, number, now) -> panel.returned(number, caller.account(), now, rule, reason));
  }

  /** Scores. */
  Task score(Caller caller, Id id, Scoring scoring) {
    Task task = read(caller, id);
    Violations violations = new Violations();
    task.round()
        .value()
        .rules()
        .rubric()
        .check("/points", scoring.points().orElse(Map.of()), violations);
    violations
        .text("/publicNote", scoring.publicNote(), LONGEST_NOTE)
        .text("/internalNote", scoring.internalNote(), LONGEST_NOTE);
    if (scoring.reasons().orElse(List.of()).size() > MOST_REASONS) {
      violations.add("/reasons", "too-many-items", MOST_REASONS);
    }
    violations.refuse();
    return change(
        caller,
        id,
        (panel, number, now) ->
            panel.scored(
                number,
                caller.account(),
                new Sheet(
                    scoring.points().orElseThrow(),
                    scoring.reasons().orElse(List.of()),
                    scoring.publicNote(),
                    scoring.internalNote(),
                    now),
                task.round().value().rules().rubric()));
  }

  private interface Change {
    Panel of(Panel panel, int number, Instant now);
  }

  private Task change(Caller caller, Id id, Change change) {
    Task task = read(caller, id);
    Instant now = sources.clock().instant();
    Entry<Round> round = sources.rounds().newest(task.panel().value().round());
    if (!round.value().takesScores(now)) {
      throw FaultException.conflict("review-over", round.value().state().label());
    }
    int number = task.seat().number();
    UnaryOperator<Panel> next = panel -> change.of(panel.asOf(now), number, now);
    Entry<Panel> changed = panels.update(task.panel().id(), caller.account(), next);
    service.fill(round, changed);
    return new Task(changed, changed.value().seat(number).orElseThrow(), round);
  }
}
