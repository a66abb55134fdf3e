package org.keqiao.http.channel;

/** What a route does with a channel once it is open. */
@FunctionalInterface
public interface Conversation {

  /**
   * Goes on until it returns, which ends the channel in order; begins once the other end has been
   * told that the channel is open. Runs on a virtual thread of its own and may block; it is
   * interrupted for nothing, but {@link Channel#receive} ends when the channel does.
   *
   * @throws org.keqiao.fault.FaultException to end it with the fault's code as the reason
   */
  void hold(Channel channel) throws InterruptedException;
}
