package org.keqiao.http;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls.
 *
 * @param account id of the account
 * @param permissions what she may do at all
 * @param school id of her school, if she has one
 * @param everywhere whether she acts for the whole platform and not only for what is her own
 */
public record Caller(
    String account, Set<Permission> permissions, Optional<String> school, boolean everywhere) {

  /** Whether she may do this kind of thing. */
  public boolean may(Permission permission) {
    return permission.open()
        || permission == Permission.SIGNED_IN
        || permissions.contains(permission);
  }
}
