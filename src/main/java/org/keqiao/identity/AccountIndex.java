package org.keqiao.identity;

import java.util.List;
import java.util.Map;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Card;
import org.keqiao.store.Entry;

/** What of an account is searched. */
final class AccountIndex {

  private AccountIndex() {}

  /**
   * Where an account belongs: to its school, or else where its roles hold; an account for the whole
   * platform belongs to no region.
   */
  static Place place(Entry<Account> account, SchoolService schools) {
    return place(account.id().value(), account.value(), schools);
  }

  static Place place(String id, Account account, SchoolService schools) {
    List<String> nodes =
        account
            .school()
            .map(schools::around)
            .orElseGet(
                () ->
                    account.roles().stream()
                        .map(RoleGrant::scope)
                        .filter(scope -> !scope.equals(RoleGrant.EVERYWHERE))
                        .flatMap(scope -> schools.around(scope).stream())
                        .distinct()
                        .toList());
    return new Place(List.of(id), nodes);
  }

  static Card<Account> cards(SchoolService schools) {
    return account ->
        Map.of(
            "login",
            account.value().login(),
            "school",
            account.value().school().stream().toList(),
            "role",
            account.value().roles().stream().map(grant -> grant.role().label()).toList(),
            "disabled",
            account.value().disabled(),
            "places",
            place(account, schools).nodes());
  }
}
