package org.keqiao.classroom.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keqiao.http.channel.Channel;

/**
 * What is on its way to one member. When her line is slow, what is overtaken by something later is
 * left out, what matters only now is dropped, and the rest waits; when too much waits she is sent
 * away, and begins anew. Nobody else is held up.
 */
final class Outbox {

  /** Try again later (RFC 6455 registry). */
  private static final int TOO_SLOW = 1013;

  private static final int MOST_WAITING = 500;
  private static final int MOST_LETTERS = 1 << 20;

  private final Channel channel;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Map<String, String> latest = new LinkedHashMap<>();
  private int letters;

  Outbox(Channel channel) {
    this.channel = channel;
  }

  private boolean isFree() {
    return waiting.isEmpty() && latest.isEmpty() && !channel.isBehind();
  }

  /** What must arrive. */
  synchronized void send(String text) {
    if (isFree()) {
      channel.send(text);
      return;
    }
    waiting.add(text);
    letters += text.length();
    flush();
    if (waiting.size() > MOST_WAITING || letters > MOST_LETTERS) {
      forget();
      channel.close(TOO_SLOW, "too-far-behind");
    }
  }

  /** What is of no use once there is something later of the same kind. */
  synchronized void sendLatest(String kind, String text) {
    if (isFree()) {
      channel.send(text);
      return;
    }
    latest.remove(kind);
    latest.put(kind, text);
    flush();
  }

  /** What is of use only now. */
  synchronized void sendNow(String text) {
    if (isFree()) {
      channel.send(text);
    }
  }

  /** What makes everything before it void. */
  synchronized void restart(String text) {
    forget();
    send(text);
  }

  private void forget() {
    waiting.clear();
    latest.clear();
    letters = 0;
  }

  /** Sends what the line takes. */
  synchronized void flush() {
    while (!waiting.isEmpty() && !channel.isBehind()) {
      String next = waiting.remove();
      letters -= next.length();
      channel.send(next);
    }
    var rest = latest.values().iterator();
    while (waiting.isEmpty() && rest.hasNext() && !channel.isBehind()) {
      channel.send(rest.next());
      rest.remove();
    }
  }

  void close(int code, String reason) {
    flush();
    channel.close(code, reason);
  }
}
