package dev.errand.e2e.browser;

import dev.errand.e2e.TestStack;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser for each test, in front of everything at once. What it shows when a test fails is kept
 * under {@code target/browser}.
 */
final class AtThePages implements BeforeEachCallback, AfterEachCallback {

  private final TestStack stack = TestStack.shared();
  private @Nullable Browser browser;

  @Override
  public void beforeEach(ExtensionContext test) {
    browser = Browser.start(Chromium.here(), URI.create(stack.stack().settings().apiUrl()));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    try (Browser used = browser) {
      if (used != null && test.getExecutionException().isPresent()) {
        var _ = used.picture("failed-" + test.getRequiredTestMethod().getName());
      }
    }
  }

  /** Somebody whom nobody has seen before, with an account everywhere. */
  Visitor newcomer() {
    String id = "v" + UUID.randomUUID().toString().substring(0, 8);
    stack.sandbox().makePerson(id);
    return new Visitor(browser(), id);
  }

  Browser browser() {
    if (browser == null) {
      throw new IllegalStateException("There is a browser only while a test runs");
    }
    return browser;
  }

  TestStack stack() {
    return stack;
  }
}
