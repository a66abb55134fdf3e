package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keqiao.fixture.Contract;

/** Whoever writes a program reads the contract. */
@ExtendWith(Chromium.class)
class DocsPageTest {

  @ParameterizedTest
  @EnumSource
  void docs_showEveryOperationOfTheContract(Screen screen, Browser browser) {
    browser.on(screen).open("/docs");
    browser.until("operations", () -> !browser.select(".opblock").isEmpty());
    browser.photograph("docs");
    assertThat(browser.select(".opblock")).hasSize(Contract.operations().size());
  }
}
