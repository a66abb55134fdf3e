package org.keqiao.classroom;

import java.time.Duration;
import org.keqiao.classroom.channel.Limits;
import org.keqiao.settings.SettingsReader;

/**
 * How sessions are held.
 *
 * @param longest after which a session is ended that nobody has ended
 */
public record ClassroomSettings(Limits limits, Duration longest) {

  /** Reads the {@code classroom.*} settings. */
  public static ClassroomSettings from(SettingsReader reader) {
    return new ClassroomSettings(
        Limits.from(reader), reader.duration("classroom.longest", Duration.ofHours(4)));
  }
}
