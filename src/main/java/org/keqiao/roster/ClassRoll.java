package org.keqiao.roster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.csv.CsvTable;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.school.ClassDraft;
import org.keqiao.school.ClassService;
import org.keqiao.school.SchoolClass;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Classes as a list. */
record ClassRoll(ClassService classes) implements Roll<ClassDraft, SchoolClass> {

  private static final CsvTable TABLE =
      new CsvTable(
          List.of("id", "school", "grade", "entryYear", "number", "pupils"), Roster.MOST_ROWS);

  @Override
  public CsvTable table() {
    return TABLE;
  }

  @Override
  public Map<String, SchoolClass> kept(Caller caller) {
    Map<String, SchoolClass> kept = new LinkedHashMap<>();
    classes.kept(caller).forEach(each -> kept.put(each.id().value(), each.value()));
    return kept;
  }

  @Override
  public List<String> row(String name, SchoolClass value) {
    return List.of(
        name,
        value.school(),
        value.grade(),
        Integer.toString(value.entryYear()),
        Integer.toString(value.number()),
        Integer.toString(value.pupils()));
  }

  @Override
  public ClassDraft draft(CsvTable.Line line, Violations violations) {
    Cells cells = new Cells(line, violations);
    return new ClassDraft(
        cells.text("id"),
        cells.text("school"),
        cells.text("grade"),
        cells.number("entryYear"),
        cells.number("number"),
        cells.number("pupils"));
  }

  @Override
  public Optional<String> name(ClassDraft draft) {
    return draft.id();
  }

  @Override
  public void check(Caller caller, ClassDraft draft, Violations violations) {
    if (draft.id().isEmpty()) {
      violations.add("/id", "missing");
    }
    classes.check(caller, draft, violations);
  }

  @Override
  public Optional<SchoolClass> find(Caller caller, String name) {
    return classes.find(caller, name).map(Entry::value);
  }

  @Override
  public boolean isTaken(String name) {
    return classes.isTaken(name);
  }

  @Override
  public boolean agrees(ClassDraft draft, SchoolClass kept) {
    return draft.value().equals(kept);
  }

  @Override
  public Optional<List<String>> make(Caller caller, ClassDraft draft) {
    classes.create(caller, draft);
    return Optional.empty();
  }

  @Override
  public void change(Caller caller, ClassDraft draft) {
    classes.replace(caller, new Id(draft.id().orElseThrow()), draft);
  }
}
