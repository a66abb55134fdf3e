package org.keqiao.live.broadcast;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How broadcasts are encoded and how many there may be.
 *
 * @param most broadcasts that this server encodes at once
 * @param viewers of this server, of all broadcasts together
 * @param mostKbps that a source may send
 * @param longest a broadcast may go on
 * @param grace how long a source that fell silent may take to come back
 * @param picture of the best rung
 * @param low of the second one
 */
public record BroadcastSettings(
    int most,
    int viewers,
    int mostKbps,
    Duration longest,
    Duration grace,
    Picture picture,
    Picture low) {

  /**
   * How pictures are made.
   *
   * @param height of a picture of 16 by 9
   * @param frames a second
   * @param kbps at most
   */
  public record Picture(int height, int frames, int kbps) {

    int width() {
      return height * 16 / 9 / 2 * 2;
    }
  }

  /** Reads the {@code live.broadcast.*} settings. */
  public static BroadcastSettings from(SettingsReader reader) {
    return new BroadcastSettings(
        reader.number("live.broadcast.most", broadcastsOfThisMachine(), 0, 1000),
        reader.number("live.broadcast.viewers", 500, 1, 100_000),
        reader.number("live.broadcast.mostKbps", 4000, 100, 50_000),
        reader.duration("live.broadcast.longest", Duration.ofHours(4)),
        reader.duration("live.broadcast.grace", Duration.ofMinutes(2)),
        picture(reader, "picture", new Picture(360, 15, 500)),
        picture(reader, "low", new Picture(180, 10, 120)));
  }

  private static Picture picture(SettingsReader reader, String name, Picture usual) {
    String prefix = "live.broadcast." + name + ".";
    return new Picture(
        reader.number(prefix + "height", usual.height(), 90, 1080),
        reader.number(prefix + "frames", usual.frames(), 1, 30),
        reader.number(prefix + "kbps", usual.kbps(), 30, 8000));
  }

  /** A broadcast of usual pictures keeps about half a core busy. */
  private static int broadcastsOfThisMachine() {
    return Runtime.getRuntime().availableProcessors();
  }
}
