package org.keqiao.selection;

import java.time.Duration;
import org.keqiao.selection.panel.Panel;
import org.keqiao.settings.SettingsReader;

/**
 * How lessons are selected.
 *
 * @param leases how long reviewers have
 */
public record SelectionSettings(Panel.Leases leases) {

  /** Reads the {@code selection.*} settings. */
  public static SelectionSettings from(SettingsReader reader) {
    return new SelectionSettings(
        new Panel.Leases(
            reader.duration("selection.claimWithin", Duration.ofDays(3)),
            reader.duration("selection.scoreWithin", Duration.ofDays(5)),
            reader.duration("selection.remindBefore", Duration.ofDays(1))));
  }
}
