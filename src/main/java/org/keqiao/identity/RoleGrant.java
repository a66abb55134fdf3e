package org.keqiao.identity;

import java.util.Objects;

/**
 * A role and where it holds.
 *
 * @param role what
 * @param scope id of a region or school, or {@code *} for the whole platform
 */
public record RoleGrant(Role role, String scope) {

  /** The whole platform. */
  public static final String EVERYWHERE = "*";

  /** Refuses half a grant, as JSON may bring it. */
  public RoleGrant {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(scope, "scope");
  }
}
