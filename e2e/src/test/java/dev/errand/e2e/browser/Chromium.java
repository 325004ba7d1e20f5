package dev.errand.e2e.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Where the browser and its driver are, as {@code tools/browser} finds them. */
record Chromium(Path binary, Path driver) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** It warns of each Chromium that is newer than itself, for the sake of what we do not use. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private static final boolean REQUIRED =
      "true".equals(System.getenv("CI"))
          || "required".equals(System.getProperty("errand.browser", ""));

  private static final String MISSING =
      "The pages were NOT tested: there is no Chromium with its driver here. tools/browser installs"
          + " both on Debian (as root); elsewhere name them in ERRAND_CHROMIUM and"
          + " ERRAND_CHROMEDRIVER.";

  /** The one that is here; without it a test is skipped, or fails where it must not be. */
  static Chromium here() {
    Optional<Chromium> found = find();
    if (found.isEmpty() && REQUIRED) {
      throw new AssertionError(MISSING);
    }
    if (found.isEmpty()) {
      System.err.println(MISSING);
    }
    Assumptions.assumeTrue(found.isPresent(), MISSING);
    return found.orElseThrow();
  }

  /**
   * Starts one with a profile of its own, a new directory that is removed at the end.
   *
   * @param preferences of its person
   * @param more options besides those that each of ours has
   */
  ChromeDriver start(Map<String, Object> preferences, String... more) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1100,900");
    options.addArguments(more);
    options.setExperimentalOption("prefs", preferences);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    SELENIUM.setLevel(Level.SEVERE);
    ChromeDriver started = new ChromeDriver(service, options);
    started.manage().timeouts().pageLoadTimeout(PATIENCE);
    return started;
  }

  private static Optional<Chromium> find() {
    try {
      Process look =
          new ProcessBuilder("../tools/browser", "--find")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> lines =
          new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return look.waitFor(10, TimeUnit.SECONDS) && look.exitValue() == 0
          ? Optional.of(new Chromium(Path.of(lines.getFirst()), Path.of(lines.getLast())))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
