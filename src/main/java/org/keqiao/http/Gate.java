package org.keqiao.http;

/** Finds out who calls. */
@FunctionalInterface
public interface Gate {

  /**
   * The caller that a bearer token stands for.
   *
   * @throws org.keqiao.fault.FaultException unauthenticated, when the token is no good
   */
  Caller identify(String bearerToken);
}
