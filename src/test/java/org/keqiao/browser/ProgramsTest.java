package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgramsTest {

  @Test
  void chromium_isOnThePath() {
    assertThat(Programs.find("chromium")).canRead();
  }

  @Test
  void program_thatIsNotInstalled_failsTheTestAndSaysWhatToInstall() {
    assertThatThrownBy(() -> Programs.find("no-such-browser"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no-such-browser")
        .hasMessageContaining("Install the packages chromium and chromium-driver");
  }
}
