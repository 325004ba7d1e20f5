package dev.errand.e2e.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Where the browser and its driver are, as {@code tools/browser} finds them. */
record Chromium(Path binary, Path driver) {

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
