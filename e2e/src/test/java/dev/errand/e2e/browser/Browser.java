package dev.errand.e2e.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * A person's browser, with a profile of its own. What is on a page is named by what a person reads,
 * or hears: its accessible name. Each call waits for what it needs, within bounds. For one thread.
 */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CLICKABLE = "a[href], button, summary";
  private static final String SCRIPTS = "profile.managed_default_content_settings.javascript";
  private static final Path PICTURES = Path.of("target/browser");

  private final ChromeDriver driver;
  private final URI home;
  private final Traffic traffic;
  private final Window window;

  private Browser(ChromeDriver driver, URI home) {
    this.driver = driver;
    this.home = home;
    this.traffic = new Traffic(driver.manage().logs());
    this.window = new Window(driver);
  }

  /**
   * Starts one, with nothing in it.
   *
   * @param home what paths are below of
   */
  static Browser start(Chromium chromium, URI home) {
    return new Browser(chromium.start(Map.of(SCRIPTS, 2)), home);
  }

  /** Goes to an address of ours, or to any other. */
  Browser open(String address) {
    driver.get(home.resolve(address).toString());
    return this;
  }

  Browser back() {
    driver.navigate().back();
    return this;
  }

  /** Follows the link, or presses the button, of that name. */
  Browser click(String name) {
    named(CLICKABLE, name).click();
    return this;
  }

  /** Ticks the box, or chooses the one of several, of that label. */
  Browser choose(String label) {
    labelled(label).click();
    return this;
  }

  Browser fill(String label, String text) {
    labelled(label).sendKeys(text);
    return this;
  }

  /** Waits until the page says that. */
  Browser see(String text) {
    until("see \"" + text + "\"", () -> shows(text));
    return this;
  }

  boolean shows(String text) {
    return text().contains(text);
  }

  /** All that can be read on the page. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  String title() {
    return driver.getTitle();
  }

  URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Walks with the tab key to what has that name, from where the walk is. */
  Browser tabTo(String name) {
    for (int steps = 0; steps < 60; steps++) {
      if (name.equals(press(Keys.TAB).focused().getAccessibleName())) {
        return this;
      }
    }
    throw failed("reach \"" + name + "\" with the tab key", null);
  }

  Browser press(CharSequence key) {
    new Actions(driver).sendKeys(key).perform();
    return this;
  }

  /** What a key would go to. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** What is known of it beside the page that it shows. */
  Window window() {
    return window;
  }

  /** What the pages have it keep. */
  Set<Cookie> cookies() {
    return driver.manage().getCookies();
  }

  /** Puts cookies back that it had before, and nothing else. */
  Browser cookies(Set<Cookie> kept) {
    driver.manage().deleteAllCookies();
    kept.forEach(driver.manage()::addCookie);
    return this;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Keeps what the page looks like, under {@code target/browser}. */
  Path picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      return Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WebElement named(String selector, String name) {
    until("find \"" + name + "\"", () -> find(selector, name).isPresent());
    return find(selector, name).orElseThrow();
  }

  private Optional<WebElement> find(String selector, String name) {
    return all(selector).stream()
        .filter(WebElement::isDisplayed)
        .filter(each -> name.equals(each.getAccessibleName()))
        .findFirst();
  }

  /** The field that a label is around, or for. */
  private WebElement labelled(String label) {
    By field =
        By.xpath(
            "//label[normalize-space()=\"%1$s\"]//input | //*[@id=//label[normalize-space()=\"%1$s\"]/@for]"
                .formatted(label));
    until("find the field \"" + label + "\"", () -> !driver.findElements(field).isEmpty());
    return driver.findElement(field);
  }

  /** A page may go while we look at it: then the next one is looked at. */
  private void until(String what, BooleanSupplier seen) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptionsMatching(
              e ->
                  e instanceof StaleElementReferenceException
                      || e instanceof NoSuchElementException)
          .until(seen::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      throw failed(what, e);
    }
  }

  private AssertionError failed(String what, @Nullable Throwable cause) {
    return new AssertionError(
        "Could not %s at %s, which says:%n%s".formatted(what, address().getPath(), text()), cause);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
