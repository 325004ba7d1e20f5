package dev.errand.e2e.browser;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;

/** A browser's window, which is as wide as one likes, and the way back from its page. */
final class Window {

  private final ChromeDriver driver;

  Window(ChromeDriver driver) {
    this.driver = driver;
  }

  /** As narrow as a telephone's, in CSS pixels. */
  Window narrow(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 740, "deviceScaleFactor", 1, "mobile", true));
    return this;
  }

  /** As wide as it was in the beginning. */
  void wide() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** How wide the page's content is: more than the window, and a person must scroll sideways. */
  long contentWidth() {
    Map<String, Object> metrics = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
    return metrics.get("cssContentSize") instanceof Map<?, ?> size
            && size.get("width") instanceof Number width
        ? width.longValue()
        : Long.MAX_VALUE;
  }

  /** The addresses that the back button goes through. */
  List<String> history() {
    Map<String, Object> history = driver.executeCdpCommand("Page.getNavigationHistory", Map.of());
    return history.get("entries") instanceof List<?> entries
        ? entries.stream().map(each -> ((Map<?, ?>) each).get("url")).map(String::valueOf).toList()
        : List.of();
  }
}
