package org.keqiao.classroom.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.keqiao.http.channel.Channel;
import org.keqiao.http.channel.Message;

/** A channel whose other end remembers what it hears, and is as slow as it is told to be. */
final class HeardChannel implements Channel {

  private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
  private volatile boolean slow;
  private volatile int closed;

  List<JsonNode> heard(String type) {
    return heard.stream().filter(each -> each.path("type").asText().equals(type)).toList();
  }

  JsonNode last(String type) {
    return heard(type).getLast();
  }

  void slow(boolean now) {
    slow = now;
  }

  int closeCode() {
    return closed;
  }

  @Override
  public Optional<Message> receive() {
    return Optional.empty();
  }

  @Override
  public void send(String text) {
    heard.add(Said.tree(text).orElseThrow());
  }

  @Override
  public void send(Buffer bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isBehind() {
    return slow;
  }

  @Override
  public boolean isClosed() {
    return closed != 0;
  }

  @Override
  public void close(int code, String reason) {
    closed = code;
  }
}
