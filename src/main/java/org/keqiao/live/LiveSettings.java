package org.keqiao.live;

import org.keqiao.live.broadcast.BroadcastSettings;
import org.keqiao.live.conference.ConferenceSettings;
import org.keqiao.settings.SettingsReader;

/**
 * How picture and sound of lessons come to the rooms.
 *
 * @param conference by an outside engine
 * @param broadcast by the platform itself
 */
public record LiveSettings(ConferenceSettings conference, BroadcastSettings broadcast) {

  /** Reads the {@code live.*} settings. */
  public static LiveSettings from(SettingsReader reader) {
    return new LiveSettings(ConferenceSettings.from(reader), BroadcastSettings.from(reader));
  }
}
