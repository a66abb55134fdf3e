package org.keqiao.identity;

import java.util.Locale;
import java.util.Optional;
import org.keqiao.http.Reach;

/** How far a role takes a permission: a cell of the policy's table. */
public enum Extent {
  /** Written as a dash. */
  NEVER,
  OWN,
  SCHOOL,
  SCOPE,
  ALL;

  static Extent of(String cell) {
    return cell.equals("-") ? NEVER : valueOf(cell.toUpperCase(Locale.ROOT));
  }

  /**
   * What it means where a role was granted.
   *
   * @param scope node of the grant
   * @param school the account's own
   */
  Reach reach(String scope, Optional<String> school) {
    return switch (this) {
      case NEVER -> Reach.NOTHING;
      case OWN -> Reach.OWN;
      case SCHOOL -> school.map(Reach::below).orElse(Reach.OWN);
      case SCOPE -> scope.equals(RoleGrant.EVERYWHERE) ? Reach.EVERYWHERE : Reach.below(scope);
      case ALL -> Reach.EVERYWHERE;
    };
  }
}
