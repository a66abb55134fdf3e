package org.keqiao.roster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keqiao.csv.CsvTable;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.identity.Account;
import org.keqiao.identity.AccountDraft;
import org.keqiao.identity.AccountService;
import org.keqiao.identity.Profile;
import org.keqiao.identity.Role;
import org.keqiao.identity.RoleGrant;
import org.keqiao.identity.StaffService;
import org.keqiao.store.Entry;

/** Accounts as a list; a role is written {@code teacher@maying-liuwan-primary}. */
record AccountRoll(StaffService staff) implements Roll<AccountDraft, Account> {

  private static final CsvTable TABLE =
      new CsvTable(
          List.of("login", "name", "school", "roles", "subjects", "grade", "edition", "disabled"),
          Roster.MOST_ROWS);

  @Override
  public CsvTable table() {
    return TABLE;
  }

  @Override
  public List<String> told() {
    return List.of("login", "name", "school", "initialPassword");
  }

  @Override
  public Map<String, Account> kept(Caller caller) {
    Map<String, Account> kept = new LinkedHashMap<>();
    staff.kept(caller).forEach(each -> kept.put(each.value().login(), each.value()));
    return kept;
  }

  @Override
  public List<String> row(String name, Account value) {
    return List.of(
        name,
        value.name(),
        value.school().orElse(""),
        value.roles().stream()
            .map(grant -> grant.role().label() + "@" + grant.scope())
            .collect(Collectors.joining(" ")),
        String.join(" ", value.profile().subjects()),
        value.profile().grade().orElse(""),
        value.profile().edition().orElse(""),
        Boolean.toString(value.disabled()));
  }

  @Override
  public AccountDraft draft(CsvTable.Line line, Violations violations) {
    Cells cells = new Cells(line, violations);
    return new AccountDraft(
        cells.text("login").map(AccountService::normal),
        cells.exact("name"),
        Optional.of(grants(cells)),
        cells.text("school"),
        Optional.of(
            new Profile(cells.words("subjects"), cells.text("grade"), cells.text("edition"))),
        cells.flag("disabled"));
  }

  private static List<RoleGrant> grants(Cells cells) {
    List<RoleGrant> grants = new ArrayList<>();
    for (String word : cells.words("roles")) {
      String[] pair = word.split("@", 2);
      Optional<Role> role = Role.of(pair[0]);
      if (pair.length == 2 && role.isPresent()) {
        grants.add(new RoleGrant(role.get(), pair[1]));
      } else {
        cells
            .violations()
            .add("/roles", "csv-role", word.substring(0, Math.min(word.length(), 80)));
      }
    }
    return grants;
  }

  @Override
  public Optional<String> name(AccountDraft draft) {
    return draft.login();
  }

  @Override
  public void check(Caller caller, AccountDraft draft, Violations violations) {
    staff.check(caller, draft, violations);
  }

  @Override
  public Optional<Account> find(Caller caller, String name) {
    return staff.find(caller, name).map(Entry::value);
  }

  @Override
  public boolean isTaken(String name) {
    return staff.isTaken(name);
  }

  @Override
  public boolean agrees(AccountDraft draft, Account kept) {
    return draft.account(kept).equals(kept);
  }

  @Override
  public Optional<List<String>> make(Caller caller, AccountDraft draft) {
    StaffService.Made made = staff.create(caller, draft);
    Account account = made.account().value();
    return Optional.of(
        List.of(
            account.login(), account.name(), account.school().orElse(""), made.initialPassword()));
  }

  @Override
  public void change(Caller caller, AccountDraft draft) {
    staff.replace(caller, AccountService.idOf(draft.login().orElseThrow()), draft);
  }
}
