package org.keqiao.identity;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/** What is said of an account; the fields are those of {@link Account}. */
public record AccountDraft(
    Optional<String> login,
    Optional<String> name,
    Optional<List<RoleGrant>> roles,
    Optional<String> school,
    Optional<Profile> profile,
    Optional<Boolean> disabled) {

  /** As a person types it, wherever she is: no blanks, no marks that some keyboards lack. */
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");

  private static final int LONGEST_NAME = 60;
  private static final int MOST_ROLES = 20;

  static AccountDraft of(Account account) {
    return new AccountDraft(
        Optional.of(account.login()),
        Optional.of(account.name()),
        Optional.of(account.roles()),
        account.school(),
        Optional.of(account.profile()),
        Optional.of(account.disabled()));
  }

  /** Notes what is wrong with it; where its roles may hold is for others to say. */
  void check(Violations violations) {
    if (login.isEmpty()) {
      violations.add("/login", "missing");
    } else if (!LOGIN.matcher(AccountService.normal(login.get())).matches()) {
      violations.add("/login", "login-form");
    }
    name.ifPresentOrElse(
        text -> violations.text("/name", text, 1, LONGEST_NAME),
        () -> violations.add("/name", "missing"));
    if (grants().isEmpty()) {
      violations.add("/roles", "missing");
    } else if (grants().size() > MOST_ROLES) {
      violations.add("/roles", "too-many-items", MOST_ROLES);
    }
    profile.ifPresent(
        taught -> {
          refuseNoIds("/profile/subjects", taught.subjects(), violations);
          refuseNoIds("/profile/grade", taught.grade().stream().toList(), violations);
          refuseNoIds("/profile/edition", taught.edition().stream().toList(), violations);
        });
  }

  private static void refuseNoIds(String pointer, List<String> ids, Violations violations) {
    if (ids.size() > MOST_ROLES) {
      violations.add(pointer, "too-many-items", MOST_ROLES);
    }
    if (!ids.stream().allMatch(Id::isId)) {
      violations.add(pointer, "id-form");
    }
  }

  List<RoleGrant> grants() {
    return roles.orElse(List.of());
  }

  /** A new account, whose password whoever makes it knows; nothing may be wrong with the draft. */
  Account begun() {
    return account(true, 0);
  }

  /** What becomes of an account; nothing may be wrong with the draft. */
  public Account account(Account before) {
    return account(before.mustChangePassword(), before.generation());
  }

  private Account account(boolean mustChangePassword, int generation) {
    return new Account(
        AccountService.normal(login.orElseThrow()),
        name.orElseThrow(),
        grants().stream().distinct().toList(),
        school,
        profile.orElse(Profile.UNKNOWN),
        disabled.orElse(false),
        mustChangePassword,
        generation);
  }
}
