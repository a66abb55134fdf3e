package org.keqiao.http;

/** What a route does: parse, one use case, reply. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface Action {

  /**
   * Answers a call.
   *
   * @throws org.keqiao.fault.FaultException to answer with a problem
   */
  Reply answer(Call call);
}
