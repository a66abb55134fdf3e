package org.keqiao.http.channel;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * This end of a WebSocket. Everything but {@link #receive} may be called from any thread, and
 * returns at once.
 */
public interface Channel {

  /** The end of a conversation that went as it should. */
  int DONE = 1000;

  /** This server goes away; another one goes on. */
  int GOING = 1001;

  /** The other end does not keep to the rules. */
  int BROKEN_RULE = 1008;

  /** A defect of ours. */
  int DEFECT = 1011;

  /** The token is no good any more; a new one opens the channel again. */
  int UNAUTHENTICATED = 4401;

  /** The account may not do this any more. */
  int FORBIDDEN = 4403;

  /**
   * Waits for what the other end says next; what it says meanwhile is held back on its side.
   *
   * @return nothing once the channel is closed, whoever closed it
   */
  Optional<Message> receive() throws InterruptedException;

  /** Says something; what is said to a closed channel is lost. */
  void send(String text);

  /** Sends bytes; what is sent to a closed channel is lost. */
  void send(Buffer bytes);

  /**
   * Whether more is on its way than the other end takes. What can be left out should be; who goes
   * on to send to it fills memory.
   */
  boolean isBehind();

  /** Whether nothing can be said any more. */
  boolean isClosed();

  /**
   * Ends it.
   *
   * @param code as RFC 6455, section 7.4 has them, or 4000 to 4999
   * @param reason at most 123 bytes, for whoever looks for a fault
   */
  void close(int code, String reason);
}
