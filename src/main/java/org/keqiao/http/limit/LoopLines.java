package org.keqiao.http.limit;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connections of one event loop, on which all of it runs. */
public final class LoopLines {

  private final Lines all;
  private final LineSettings settings;
  private final Map<HttpConnection, Line> lines = new HashMap<>();

  LoopLines(Lines all, LineSettings settings) {
    this.all = all;
    this.settings = settings;
  }

  /** Takes a new connection in, or hangs up when there are too many. */
  public void begin(HttpConnection connection) {
    String address = new Client(connection.remoteAddress().hostAddress(), false).household();
    Line line = new Line(connection, settings);
    lines.put(connection, line);
    connection.closeHandler(
        closed -> {
          lines.remove(connection);
          all.end(address);
        });
    if (!all.begin(address)) {
      line.close();
    }
  }

  /** A request begins on one of them. */
  public void begin(HttpServerRequest request) {
    Line line = lines.get(request.connection());
    if (line != null) {
      line.begin(request);
    }
  }

  /** Hangs up where the other end takes, sends or asks too little; call every second or so. */
  public void look() {
    long now = System.nanoTime();
    List.copyOf(lines.values()).forEach(line -> line.look(now));
  }
}
