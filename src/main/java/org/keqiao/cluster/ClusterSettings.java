package org.keqiao.cluster;

import java.util.List;
import java.util.stream.Stream;
import org.keqiao.settings.SettingsReader;

/**
 * How servers find each other. Without members a server is alone and opens no port for others.
 *
 * @param members addresses of some of the servers, {@code host} or {@code host:port}
 * @param host this server's address as the others reach it
 * @param port where members meet
 * @param busPort where messages arrive
 * @param secret shared by the members; never printed
 */
public record ClusterSettings(
    List<String> members, String host, int port, int busPort, String secret) {

  private static final int SHORTEST_SECRET = 16;

  /** A server that is alone. */
  public static final ClusterSettings NONE = new ClusterSettings(List.of(), "", 5701, 15701, "");

  /** Reads the {@code cluster.*} settings. */
  public static ClusterSettings from(SettingsReader reader) {
    ClusterSettings settings =
        new ClusterSettings(
            Stream.of(reader.text("cluster.members", "").split(",", -1))
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList(),
            reader.text("cluster.host", NONE.host()),
            reader.number("cluster.port", NONE.port(), 1, 65535),
            reader.number("cluster.busPort", NONE.busPort(), 1, 65535),
            reader.text("cluster.secret", NONE.secret()));
    settings.refuseUnfit(reader);
    return settings;
  }

  private void refuseUnfit(SettingsReader reader) {
    if (members.isEmpty()) {
      return;
    }
    if (host.isEmpty()) {
      reader.refuse("cluster.host", "is needed with cluster.members");
    }
    if (secret.length() < SHORTEST_SECRET) {
      reader.refuse(
          "cluster.secret",
          "must have %d characters or more with cluster.members".formatted(SHORTEST_SECRET));
    }
  }

  /** Whether there are others. */
  boolean isShared() {
    return !members.isEmpty();
  }

  @Override
  public String toString() {
    return "ClusterSettings[members=%s, host=%s, port=%d, busPort=%d]"
        .formatted(members, host, port, busPort);
  }
}
