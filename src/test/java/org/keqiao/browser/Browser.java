package org.keqiao.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.keqiao.fixture.RunningKeqiao;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One window of a real Chromium at the shared program. */
final class Browser implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private final ChromeDriver driver;
  private Size size = new Size("laptop", Screen.LAPTOP.width, Screen.LAPTOP.height, false);
  private Supplier<URI> program = RunningKeqiao::address;

  Browser(ChromeDriver driver) {
    this.driver = driver;
    on(Screen.LAPTOP);
  }

  /** Goes on with the pages of the program that answers at this address. */
  Browser at(URI address) {
    program = () -> address;
    return this;
  }

  private record Size(String name, int width, int height, boolean mobile) {}

  /** Goes on with a window as large as this screen. */
  Browser on(Screen wanted) {
    return resize(
        new Size(
            wanted.name().toLowerCase(Locale.ROOT),
            wanted.width,
            wanted.height,
            wanted == Screen.PHONE));
  }

  /** Goes on with a window as large as the screen on the wall of a classroom. */
  Browser onWall() {
    return resize(new Size("wall", 1920, 1080, false));
  }

  private Browser resize(Size wanted) {
    size = wanted;
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            wanted.width(),
            "height",
            wanted.height(),
            "deviceScaleFactor",
            1,
            "mobile",
            wanted.mobile()));
    return this;
  }

  /** Is a browser that is set to save data. */
  Browser savingData() {
    command("Emulation.setDataSaverOverride", Map.of("dataSaverEnabled", true));
    return this;
  }

  /** Sends files at most this fast; 0 for as fast as the machine can. */
  void limitUpload(int bytesPerSecond) {
    command("Network.enable", Map.of());
    command(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            false,
            "latency",
            0,
            "downloadThroughput",
            -1,
            "uploadThroughput",
            bytesPerSecond == 0 ? -1 : bytesPerSecond));
  }

  private void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  /** Closes the window whatever its page says to that, and opens another. */
  void closeAndOpenAgain() {
    String before = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    String fresh = driver.getWindowHandle();
    driver.switchTo().window(before).close();
    driver.switchTo().window(fresh);
    resize(size);
  }

  /** Loads a page of the program. */
  void open(String path) {
    driver.get(program.get().resolve(path).toString());
  }

  /** Goes to no page at all, so that nothing is asked for any more. */
  void leave() {
    driver.get("about:blank");
  }

  /** Waits until the element with this test id is visible. */
  WebElement see(String testId) {
    return waiting(PATIENCE).until(ExpectedConditions.visibilityOfElementLocated(by(testId)));
  }

  /** Everything with this test id, at once. */
  List<WebElement> all(String testId) {
    return driver.findElements(by(testId));
  }

  /** Everything that fits a CSS selector, at once. */
  List<WebElement> select(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Clicks as soon as it can be clicked. */
  void press(String testId) {
    waiting(PATIENCE).until(ExpectedConditions.elementToBeClickable(by(testId))).click();
  }

  /** Replaces the text of a field. */
  void type(String testId, String text) {
    WebElement field = see(testId);
    field.clear();
    field.sendKeys(text);
  }

  /** Movements of the mouse. */
  Actions actions() {
    return new Actions(driver);
  }

  /** Has an input method show letters in the focused field that are not characters yet. */
  void compose(String letters) {
    command(
        "Input.imeSetComposition",
        Map.of(
            "text", letters, "selectionStart", letters.length(), "selectionEnd", letters.length()));
  }

  /** Has the input method put characters in the place of its letters. */
  void commit(String characters) {
    command("Input.insertText", Map.of("text", characters));
  }

  /** Gives files, one a line, to a file input, which may be hidden behind its label. */
  void choose(String testId, String paths) {
    waiting(PATIENCE)
        .until(ExpectedConditions.presenceOfElementLocated(by(testId)))
        .sendKeys(paths);
  }

  /** Texts of everything that fits a CSS selector, read at one moment. */
  List<String> texts(String css) {
    Object texts =
        ask(
            "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText.trim())",
            css);
    return ((List<?>) texts).stream().map(String::valueOf).toList();
  }

  /** The element that has the keyboard. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Waits until something is true, and says what when it never is. */
  void until(String what, BooleanSupplier condition) {
    waiting(PATIENCE).withMessage(what).until(any -> condition.getAsBoolean());
  }

  /** As {@link #until}, for what takes the server a while. */
  void untilAtLast(String what, BooleanSupplier condition) {
    waiting(LONG_PATIENCE).withMessage(what).until(any -> condition.getAsBoolean());
  }

  private WebDriverWait waiting(Duration patience) {
    WebDriverWait wait = new WebDriverWait(driver, patience, POLL);
    wait.ignoring(StaleElementReferenceException.class);
    return wait;
  }

  /** What a script in the page answers. */
  Object ask(String script, Object... arguments) {
    return Objects.requireNonNull(driver.executeScript(script, arguments), script);
  }

  /** A number that a script in the page answers. */
  double number(String script) {
    return ((Number) ask(script)).doubleValue();
  }

  /** Addresses of everything that the page has loaded so far. */
  List<String> loaded() {
    Object names = ask("return performance.getEntriesByType('resource').map(one => one.name)");
    return ((List<?>) names).stream().map(String::valueOf).toList();
  }

  /** Keeps what is to be seen, when every picture in view has come. */
  void photograph(String name) {
    until(
        "pictures in view",
        () ->
            ask("return [...document.images].every(one => one.complete || !one.checkVisibility()"
                    + " || one.getBoundingClientRect().top > innerHeight)")
                .equals(true));
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(
          SCREENSHOTS.resolve(name + "-" + size.name() + ".png"),
          driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether the page is no wider than the screen. */
  boolean fits() {
    return number("return document.documentElement.scrollWidth") <= size.width();
  }

  /** Errors and broken content policies that the console has shown since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  private static By by(String testId) {
    return By.cssSelector("[data-testid='%s']".formatted(testId));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
