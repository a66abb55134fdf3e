package org.keqiao.settings;

import java.util.List;

/** The settings are no good; the message names every fault at once, a line each. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param faults one sentence each, never empty
   */
  SettingsException(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
  }
}
