package org.keqiao.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.keqiao.csv.CsvTable;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.store.Origin;

/**
 * Imports a list: all of it is checked before any of it is written, what is there already and says
 * the same is left alone, so that the same file can be sent again at any time.
 */
final class Roster<D, T> {

  /** How many rows a file may have. */
  static final int MOST_ROWS = 20_000;

  private static final int AT_ONCE = 16;

  private final Roll<D, T> roll;
  private final Caller caller;

  Roster(Roll<D, T> roll, Caller caller) {
    this.roll = roll;
    this.caller = caller;
  }

  /**
   * A row that could not be written, although nothing was wrong with it.
   *
   * @param row its number in the spreadsheet
   */
  record Failed(int row, Fault fault) {}

  /**
   * What an import did, or would do.
   *
   * @param told what is told once, as CSV
   */
  record Outcome(
      int rows,
      int added,
      int changed,
      int unchanged,
      List<Failed> failed,
      Optional<String> told) {}

  private enum Effect {
    ADD,
    CHANGE,
    NONE
  }

  private record Row<D>(int number, D draft, Effect effect) {}

  private record Written(Effect effect, Optional<List<String>> told, Optional<Failed> failed) {}

  /**
   * Brings what is kept in line with a file.
   *
   * @param dryRun whether nothing is written
   * @throws FaultException invalid, with every bad row
   */
  Outcome read(byte[] file, boolean dryRun) {
    List<Row<D>> rows = check(roll.table().read(file));
    List<Written> written =
        rows.stream()
            .gather(
                Gatherers.mapConcurrent(
                    AT_ONCE, dryRun ? this::would : Origin.carried(this::write)))
            .toList();
    List<List<String>> told = written.stream().flatMap(row -> row.told().stream()).toList();
    return new Outcome(
        rows.size(),
        count(written, Effect.ADD),
        count(written, Effect.CHANGE),
        count(written, Effect.NONE),
        written.stream().flatMap(row -> row.failed().stream()).toList(),
        Optional.of(told)
            .filter(some -> !some.isEmpty())
            .map(some -> new CsvTable(roll.told(), MOST_ROWS).text(some.stream())));
  }

  private static int count(List<Written> written, Effect effect) {
    return (int)
        written.stream().filter(row -> row.failed().isEmpty() && row.effect() == effect).count();
  }

  private List<Row<D>> check(List<CsvTable.Line> lines) {
    Map<String, T> kept = roll.kept(caller);
    Map<String, Integer> rowOf = new HashMap<>();
    List<Violation> wrong = new ArrayList<>();
    List<Row<D>> rows = new ArrayList<>();
    List<Checked<D>> checked =
        lines.stream().gather(Gatherers.mapConcurrent(AT_ONCE, line -> check(line, kept))).toList();
    for (Checked<D> each : checked) {
      wrong.addAll(each.wrong());
      each.row().ifPresent(rows::add);
      each.name()
          .ifPresent(
              name -> {
                Integer before = rowOf.putIfAbsent(name, each.line().number());
                if (before != null) {
                  wrong.add(
                      Violation.of(
                          each.line().pointer(roll.table().columns().getFirst()),
                          "csv-twice",
                          name,
                          before));
                }
              });
    }
    if (!wrong.isEmpty()) {
      throw FaultException.invalid(wrong);
    }
    return rows;
  }

  private record Checked<D>(
      CsvTable.Line line, Optional<String> name, List<Violation> wrong, Optional<Row<D>> row) {}

  private Checked<D> check(CsvTable.Line line, Map<String, T> kept) {
    Violations violations = new Violations();
    D draft = roll.draft(line, violations);
    roll.check(caller, draft, violations);
    Optional<String> name = roll.name(draft);
    Optional<T> before = name.flatMap(each -> Optional.ofNullable(kept.get(each)));
    if (before.isEmpty() && name.filter(roll::isTaken).isPresent()) {
      before = name.flatMap(each -> roll.find(caller, each));
      if (before.isEmpty()) {
        violations.add("/" + roll.table().columns().getFirst(), "csv-taken", name.orElseThrow());
      }
    }
    List<Violation> wrong =
        violations.found().stream().map(each -> placed(line, each)).distinct().toList();
    if (!wrong.isEmpty()) {
      return new Checked<>(line, name, wrong, Optional.empty());
    }
    Effect effect =
        before
            .map(value -> roll.agrees(draft, value) ? Effect.NONE : Effect.CHANGE)
            .orElse(Effect.ADD);
    return new Checked<>(
        line, name, List.of(), Optional.of(new Row<>(line.number(), draft, effect)));
  }

  /** What is wrong with a field is shown where the field stands in the file. */
  private Violation placed(CsvTable.Line line, Violation violation) {
    String column =
        List.of(violation.pointer().split("/")).stream()
            .filter(roll.table().columns()::contains)
            .findFirst()
            .orElse(roll.table().columns().getFirst());
    return new Violation(line.pointer(column), violation.code(), violation.arguments());
  }

  private Written would(Row<D> row) {
    return new Written(row.effect(), Optional.empty(), Optional.empty());
  }

  private Written write(Row<D> row) {
    try {
      return switch (row.effect()) {
        case ADD -> new Written(row.effect(), roll.make(caller, row.draft()), Optional.empty());
        case CHANGE -> {
          roll.change(caller, row.draft());
          yield would(row);
        }
        case NONE -> would(row);
      };
    } catch (FaultException refused) {
      return new Written(
          row.effect(), Optional.empty(), Optional.of(new Failed(row.number(), refused.fault())));
    }
  }
}
