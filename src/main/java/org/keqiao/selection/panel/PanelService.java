package org.keqiao.selection.panel;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.selection.assignment.Assignment;
import org.keqiao.selection.assignment.Work;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.submission.Submission;
import org.keqiao.selection.submission.SubmissionService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Makes the panels of a round, fills their seats, and closes them. */
public final class PanelService {

  /** Panels. */
  public static final RecordType<Panel> TYPE = new RecordType<>("panel", Panel.class);

  private static final int AT_ONCE = 16;
  private static final int MOST_LOOKED_AT = 500;
  private static final int LONGEST_REASON = 500;
  private static final String SYSTEM = "system";

  private final Records<Panel> panels;
  private final PanelIndex index;
  private final Pool pool;
  private final Sources sources;
  private final Panel.Leases leases;

  /**
   * Where the rest of what a panel needs is known.
   *
   * @param rounds what is asked of panels
   * @param submissions what is scored
   */
  record Sources(RoundService rounds, SubmissionService submissions, Clock clock) {}

  PanelService(
      Records<Panel> panels, PanelIndex index, Pool pool, Sources sources, Panel.Leases leases) {
    this.panels = panels;
    this.index = index;
    this.pool = pool;
    this.sources = sources;
    this.leases = leases;
  }

  /**
   * Makes the panels of a round, and fills their seats in one pass. Doing it again makes and fills
   * what is missing, because a server stopped on the way or the round was reopened.
   */
  public void make(Entry<Round> round) {
    int wanted = round.value().rules().rubric().leastScores();
    Instant now = sources.clock().instant();
    Map<Id, Panel> known = of(round.id()).collect(Collectors.toMap(Entry::id, Entry::value));
    Map<Id, Panel> wider = new HashMap<>();
    sources
        .submissions()
        .takingPart(round.id())
        .forEach(
            each -> {
              Panel before = known.getOrDefault(each.value().panel(), fresh(each));
              wider.put(
                  each.value().panel(),
                  before.widened(wanted, Seat.Cause.FIRST, now, SYSTEM, "rubric"));
            });
    Map<String, List<String>> assignment = assign(round.value(), known, wider);
    wider.entrySet().stream()
        .gather(
            Gatherers.mapConcurrent(
                AT_ONCE,
                each ->
                    keep(
                        each.getKey(),
                        each.getValue(),
                        assignment.getOrDefault(each.getKey().value(), List.of()),
                        now)))
        .forEach(done -> {});
  }

  private static Panel fresh(Entry<Submission> submission) {
    Submission value = submission.value();
    return Panel.empty(
        value.round(),
        submission.id(),
        new Panel.Origin(
            value.content().subject(), value.content().stage(), value.author().school()),
        value.lineage(),
        value.content().hash());
  }

  private Map<String, List<String>> assign(
      Round round, Map<Id, Panel> known, Map<Id, Panel> wider) {
    Map<String, Integer> loads = new HashMap<>();
    known
        .values()
        .forEach(panel -> panel.known().forEach(account -> loads.merge(account, 1, Integer::sum)));
    List<Work> works =
        wider.entrySet().stream()
            .map(each -> each.getValue().work(each.getKey(), each.getValue().vacant()))
            .filter(work -> work.seats() > 0)
            .toList();
    return Assignment.of(works, pool.of(round), loads);
  }

  private Id keep(Id id, Panel widened, List<String> accounts, Instant now) {
    if (panels.createIfAbsent(id, widened.assigned(accounts, now, leases), SYSTEM).isEmpty()) {
      panels.update(
          id,
          SYSTEM,
          current ->
              current.seats().size() < widened.seats().size() || current.vacant() > 0
                  ? rebased(current, widened, accounts, now)
                  : current);
    }
    return id;
  }

  private Panel rebased(Panel current, Panel widened, List<String> accounts, Instant now) {
    List<String> free =
        accounts.stream().filter(account -> !current.known().contains(account)).toList();
    int wanted =
        (int) widened.seats().stream().filter(seat -> seat.state() != SeatState.CLOSED).count();
    return current
        .widened(wanted, Seat.Cause.FIRST, now, SYSTEM, "rubric")
        .assigned(free, now, leases);
  }

  /** Every panel of a round, as written up to now. */
  public Stream<Entry<Panel>> of(Id round) {
    return Listing.all(panels, Map.of("round", round.value()));
  }

  /** Finds somebody for each vacant seat of a panel. */
  Entry<Panel> fill(Entry<Round> round, Entry<Panel> panel) {
    if (panel.value().vacant() == 0) {
      return panel;
    }
    Map<String, Integer> loads = new HashMap<>();
    index
        .byReviewer(round.id())
        .forEach(
            (account, states) ->
                loads.put(
                    account,
                    states.getOrDefault(SeatState.ASSIGNED.label(), 0)
                        + states.getOrDefault(SeatState.CLAIMED.label(), 0)));
    Work work = panel.value().work(panel.id(), panel.value().vacant());
    List<String> found =
        Assignment.of(List.of(work), pool.of(round.value()), loads)
            .getOrDefault(panel.id().value(), List.of());
    Instant now = sources.clock().instant();
    return panels.update(
        panel.id(),
        SYSTEM,
        current ->
            current.assigned(
                found.stream().filter(each -> !current.known().contains(each)).toList(),
                now,
                leases));
  }

  /** Takes seats from reviewers who had them too long, and gives them to others. */
  public void lapse(Entry<Round> round) {
    Instant now = sources.clock().instant();
    for (Entry<Panel> each : index.lapsed(round.id(), now)) {
      fill(round, panels.update(each.id(), SYSTEM, panel -> panel.asOf(now)));
    }
  }

  /** Nothing of a round is scored any more; returns its panels as they are from now on. */
  public Map<Id, Panel> close(Id round, String rule) {
    Instant now = sources.clock().instant();
    return of(round)
        .gather(
            Gatherers.mapConcurrent(
                AT_ONCE,
                each ->
                    panels.update(each.id(), SYSTEM, panel -> panel.asOf(now).closed(now, rule))))
        .collect(Collectors.toMap(each -> each.value().submission(), Entry::value));
  }

  /** Why something is asked. */
  record Reason(Optional<String> reason) {

    /**
     * The reason, if there is one.
     *
     * @throws FaultException invalid, when it is too long
     */
    Optional<String> optional() {
      new Violations().text("/reason", reason, LONGEST_REASON).refuse();
      return reason;
    }

    /**
     * The reason.
     *
     * @throws FaultException invalid, when there is none or it is too long
     */
    Optional<String> required() {
      Violations violations = new Violations();
      reason.ifPresentOrElse(
          text -> violations.text("/reason", text, 1, LONGEST_REASON),
          () -> violations.add("/reason", "missing"));
      violations.refuse();
      return reason;
    }
  }

  /** Asks one more reviewer about a submission. */
  Entry<Panel> secondOpinion(Caller caller, Id submission, Reason reason) {
    Submission found = sources.submissions().stored(submission).value();
    Entry<Round> round = sources.rounds().newest(found.round());
    caller.require(
        Permission.EDIT_ROUND,
        Place.at(sources.rounds().nodes(round.value())),
        SubmissionService.TYPE.name(),
        submission.value());
    reason.required();
    Instant now = sources.clock().instant();
    if (!round.value().takesScores(now)) {
      throw FaultException.conflict("review-over", round.value().state().label());
    }
    return fill(
        round,
        panels.update(
            found.panel(),
            caller.account(),
            panel ->
                panel.extended(
                    Seat.Cause.SECOND_OPINION, now, caller.account(), "second-opinion")));
  }

  Listing<Panel> list(
      Caller caller, Id round, Map<String, String> filters, int limit, Optional<String> cursor) {
    sources.rounds().organised(caller, Permission.READ_PANEL, round);
    Map<String, String> all = new HashMap<>(filters);
    all.put("round", round.value());
    return Listing.of(panels, all, limit, cursor.map(Page::place));
  }

  /** Who has what in a round: account → state → how many. */
  Map<String, Map<String, Integer>> byReviewer(Caller caller, Id round) {
    sources.rounds().organised(caller, Permission.READ_PANEL, round);
    return index.byReviewer(round);
  }

  /** How many seats of a round are in each state. */
  public Map<String, Integer> seats(Id round) {
    return index.seats(round);
  }

  /**
   * Whether somebody scores, in a round that is not decided, what won a round below: what that made
   * public would tell her whose it is.
   */
  public boolean scoresWinnersOf(Caller caller, Id round) {
    return Listing.of(
            panels,
            Map.of("reviewer", caller.account(), "lineage", round.value()),
            MOST_LOOKED_AT,
            Optional.empty())
        .items()
        .stream()
        .map(panel -> panel.value().round())
        .distinct()
        .anyMatch(
            above ->
                sources
                    .rounds()
                    .find(above.value())
                    .filter(found -> found.value().state().isScored())
                    .isPresent());
  }

  /** What was said of a submission, without who said it; nothing before there is a panel. */
  public List<Sheet> sheets(Id panel) {
    return panels.find(panel).map(found -> found.value().sheets()).orElse(List.of());
  }
}
