package org.keqiao.http.limit;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How many connections the server holds, and how slow the other end of one may be.
 *
 * @param most of all together
 * @param mostPerAddress of one address; a trusted proxy may have all
 * @param idle how long one is kept on which nothing is asked, or the head of a request does not
 *     come to its end
 * @param slowest bytes a second that its other end must take, or send, when there is something to
 * @param patience over how long that is measured: what the network's own buffers let through comes
 *     in steps, which are a minute apart on a line of 20 kbit/s
 */
public record LineSettings(
    int most, int mostPerAddress, Duration idle, int slowest, Duration patience) {

  /** Reads the {@code http.*} settings that speak of connections. */
  public static LineSettings from(SettingsReader reader) {
    return new LineSettings(
        reader.number("http.connections", 10_000, 1, 1_000_000),
        reader.number("http.connectionsPerAddress", 2_000, 1, 1_000_000),
        reader.duration("http.idle", Duration.ofSeconds(75)),
        reader.number("http.slowest", 128, 0, 1 << 20),
        reader.duration("http.patience", Duration.ofMinutes(2)));
  }
}
