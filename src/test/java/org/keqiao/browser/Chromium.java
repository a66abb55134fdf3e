package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.keqiao.fixture.Folders;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Gives each test a fresh {@link Browser}, or two as {@link Windows}, and fails the test when its
 * console shows an error that the test has not asked for.
 */
final class Chromium implements ParameterResolver, AfterEachCallback {

  private static final Namespace KEPT = Namespace.create(Chromium.class);

  private static final String FIRST = "first";
  private static final String SECOND = "second";

  private record Session(Browser browser, Path profile) {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Browser.class || type == Windows.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Browser first = browser(context, FIRST);
    return parameter.getParameter().getType() == Browser.class
        ? first
        : new Windows(first, browser(context, SECOND));
  }

  private static Browser browser(ExtensionContext context, String name) {
    return context
        .getStore(KEPT)
        .getOrComputeIfAbsent(name, key -> start(), Session.class)
        .browser();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Session first = context.getStore(KEPT).remove(FIRST, Session.class);
    Session second = context.getStore(KEPT).remove(SECOND, Session.class);
    try {
      if (first != null) {
        end(context, first, "");
      }
    } finally {
      if (second != null) {
        end(context, second, "-second");
      }
    }
  }

  private static void end(ExtensionContext context, Session session, String which)
      throws Exception {
    try (Browser browser = session.browser()) {
      if (context.getExecutionException().isPresent()) {
        browser.photograph("failed-" + context.getRequiredTestMethod().getName() + which);
        return;
      }
      assertThat(browser.complaints()).as("errors in the console").isEmpty();
    } finally {
      Folders.delete(session.profile());
    }
  }

  private static Session start() {
    try {
      Path profile = Files.createTempDirectory("chromium");
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(Programs.find("chromedriver"))
              .usingAnyFreePort()
              .build();
      return new Session(new Browser(new ChromeDriver(service, options(profile))), profile);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static ChromeOptions options(Path profile) {
    LoggingPreferences everything = new LoggingPreferences();
    everything.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Programs.find("chromium"));
    options.setCapability(ChromeOptions.LOGGING_PREFS, everything);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--mute-audio",
        "--autoplay-policy=no-user-gesture-required",
        "--user-data-dir=" + profile);
    return options;
  }
}
