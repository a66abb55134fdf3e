package org.keqiao.roster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.csv.CsvTable;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.school.School;
import org.keqiao.school.SchoolDraft;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Schools as a list. */
record SchoolRoll(SchoolService schools) implements Roll<SchoolDraft, School> {

  private static final CsvTable TABLE =
      new CsvTable(
          List.of(
              "id",
              "name",
              "region",
              "kind",
              "areaCode",
              "stages",
              "pupils",
              "lineKbps",
              "rooms",
              "equipment"),
          Roster.MOST_ROWS);

  @Override
  public CsvTable table() {
    return TABLE;
  }

  @Override
  public Map<String, School> kept(Caller caller) {
    Map<String, School> kept = new LinkedHashMap<>();
    schools.kept(caller).forEach(each -> kept.put(each.id().value(), each.value()));
    return kept;
  }

  @Override
  public List<String> row(String name, School value) {
    return List.of(
        name,
        value.name(),
        value.region(),
        value.kind(),
        value.areaCode().orElse(""),
        String.join(" ", value.stages()),
        Integer.toString(value.pupils()),
        Integer.toString(value.lineKbps()),
        Cells.counts(value.rooms()),
        Cells.counts(value.equipment()));
  }

  @Override
  public SchoolDraft draft(CsvTable.Line line, Violations violations) {
    Cells cells = new Cells(line, violations);
    return new SchoolDraft(
        cells.text("id"),
        cells.exact("name"),
        cells.text("region"),
        cells.text("kind"),
        cells.text("areaCode"),
        Optional.of(cells.words("stages")),
        cells.number("pupils"),
        cells.number("lineKbps"),
        Optional.of(cells.counts("rooms")),
        Optional.of(cells.counts("equipment")));
  }

  @Override
  public Optional<String> name(SchoolDraft draft) {
    return draft.id();
  }

  @Override
  public void check(Caller caller, SchoolDraft draft, Violations violations) {
    if (draft.id().isEmpty()) {
      violations.add("/id", "missing");
    }
    schools.check(caller, draft, violations);
  }

  @Override
  public Optional<School> find(Caller caller, String name) {
    return schools.find(caller, name).map(Entry::value);
  }

  @Override
  public boolean isTaken(String name) {
    return schools.find(name).isPresent();
  }

  @Override
  public boolean agrees(SchoolDraft draft, School kept) {
    return draft.school().equals(kept);
  }

  @Override
  public Optional<List<String>> make(Caller caller, SchoolDraft draft) {
    schools.create(caller, draft);
    return Optional.empty();
  }

  @Override
  public void change(Caller caller, SchoolDraft draft) {
    schools.replace(caller, new Id(draft.id().orElseThrow()), draft);
  }
}
