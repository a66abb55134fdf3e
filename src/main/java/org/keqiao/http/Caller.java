package org.keqiao.http;

import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.FaultException;

/**
 * Who calls.
 *
 * @param account id of the account
 * @param school id of her school, if she has one
 * @param reaches how far each permission goes that her roles give her
 * @param session id of the session that she calls in; absent for what the program does in her name
 * @param mustChangePassword whether she may do nothing with others before she has a password that
 *     nobody else knows
 */
public record Caller(
    String account,
    Optional<String> school,
    Map<Permission, Reach> reaches,
    Optional<String> session,
    boolean mustChangePassword) {

  /** Who is in no session. */
  public Caller(String account, Optional<String> school, Map<Permission, Reach> reaches) {
    this(account, school, reaches, Optional.empty(), false);
  }

  /** The same one, in a session. */
  public Caller in(String session, boolean mustChangePassword) {
    return new Caller(account, school, reaches, Optional.of(session), mustChangePassword);
  }

  /** Whether she may do this kind of thing anywhere. */
  public boolean may(Permission permission) {
    return !permission.isGranted() || !reach(permission).isNothing();
  }

  /** Whether she may do it with a record of this place. */
  public boolean may(Permission permission, Place place) {
    return reach(permission).covers(account, place);
  }

  /** How far a permission goes, for searches that find only what she may have. */
  public Reach reach(Permission permission) {
    return reaches.getOrDefault(permission, Reach.NOTHING);
  }

  /**
   * Refuses a record beyond her reach, as if it did not exist.
   *
   * @param what kind of record
   * @param id its name
   * @throws FaultException not found
   */
  public void require(Permission permission, Place place, String what, String id) {
    if (!may(permission, place)) {
      throw FaultException.notFound(what, id);
    }
  }
}
