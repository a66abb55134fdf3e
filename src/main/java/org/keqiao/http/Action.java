package org.keqiao.http;

/**
 * What a route does: parse, one use case, reply. Runs on a virtual thread and may block; a quick
 * one runs on the event loop first, and again on a virtual thread if it cannot go on there.
 */
@FunctionalInterface
public interface Action {

  /**
   * Answers a call.
   *
   * @throws org.keqiao.fault.FaultException to answer with a problem
   */
  Reply answer(Call call);

  /**
   * Whether it is worth trying on the event loop first, without waiting for anything (see {@link
   * org.keqiao.store.Waiting}): only for what changes nothing and computes little.
   */
  default boolean quick() {
    return false;
  }

  /** The same action, tried with what is in memory before a thread is taken for it. */
  static Action quickly(Action action) {
    return new Action() {
      @Override
      public Reply answer(Call call) {
        return action.answer(call);
      }

      @Override
      public boolean quick() {
        return true;
      }
    };
  }
}
