package org.keqiao.roster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.csv.CsvTable;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;

/**
 * A kind of list.
 *
 * @param <D> what a row says
 * @param <T> what is kept of it
 */
interface Roll<D, T> {

  /** Its columns; the first one names what a row is about. */
  CsvTable table();

  /** Everything that the caller may change, by its name, in the order of a file. */
  Map<String, T> kept(Caller caller);

  /** A row of a file. */
  List<String> row(String name, T value);

  /** What a row says. */
  D draft(CsvTable.Line line, Violations violations);

  /** The name of what it is about, as {@link #kept} has it. */
  Optional<String> name(D draft);

  /** Notes what is wrong with it, as the caller may know it. */
  void check(Caller caller, D draft, Violations violations);

  /** What is kept under a name now, whatever lists say; nothing when it is not the caller's. */
  Optional<T> find(Caller caller, String name);

  /** Whether something beyond the caller's reach has this name. */
  boolean isTaken(String name);

  /** Whether what a row says is what is kept. */
  boolean agrees(D draft, T kept);

  /**
   * Makes what a row is about.
   *
   * @return what must be told of it once, in the order of {@link #told}
   */
  Optional<List<String>> make(Caller caller, D draft);

  /** Gives what a row is about what it says. */
  void change(Caller caller, D draft);

  /** The columns of what is told once; none when nothing is. */
  default List<String> told() {
    return List.of();
  }

  /** The file of everything that the caller may change. */
  default byte[] export(Caller caller) {
    Stream<List<String>> rows =
        kept(caller).entrySet().stream().map(each -> row(each.getKey(), each.getValue()));
    return table().write(rows);
  }
}
