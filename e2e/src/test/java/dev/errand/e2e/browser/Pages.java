package dev.errand.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.openqa.selenium.WebElement;

/** What every page of ours must be, whatever it shows. */
final class Pages {

  private static final int TELEPHONE = 360;
  private static final String FIELDS =
      "input:not([type=hidden]):not([type=submit]), select, textarea";

  private Pages() {}

  /** Can be read and used by everybody, on anything. */
  static void assertGood(Browser browser) {
    String where = browser.address().getPath();
    assertThat(browser.title()).as("title of %s", where).isNotBlank();
    assertThat(browser.all("html[lang]")).as("language of %s", where).hasSize(1);
    assertThat(browser.all("main")).as("main part of %s", where).hasSize(1);
    assertThat(browser.all("h1")).as("heading of %s", where).hasSize(1);
    assertThat(browser.all("script, [style], [onclick]")).as("code in %s", where).isEmpty();
    assertThat(browser.all("img:not([alt])")).as("pictures of %s", where).isEmpty();
    assertThat(nameless(browser)).as("what has no name on %s", where).isEmpty();
    assertThat(ids(browser)).as("ids on %s", where).doesNotHaveDuplicates();
    assertThat(browser.all("p, h1, h2, li, label"))
        .as("what is there to be read on %s", where)
        .allSatisfy(each -> assertThat(each.getText()).isNotBlank());
  }

  /** Nobody has to scroll sideways. */
  static void assertFitsATelephone(Browser browser) {
    assertThat(browser.window().narrow(TELEPHONE).contentWidth())
        .as("width of %s on a telephone", browser.address().getPath())
        .isLessThanOrEqualTo(TELEPHONE);
  }

  /** Links, buttons and fields that a person who does not see them knows nothing of. */
  private static List<String> nameless(Browser browser) {
    return browser.all("a, button, " + FIELDS).stream()
        .filter(each -> Objects.requireNonNullElse(each.getAccessibleName(), "").isBlank())
        .map(each -> each.getDomProperty("outerHTML"))
        .toList();
  }

  private static List<String> ids(Browser browser) {
    return browser.all("[id]").stream().map(each -> each.getDomAttribute("id")).toList();
  }

  /** What has the focus shows it. */
  static void assertFocusIsSeen(WebElement focused) {
    assertThat(focused.getCssValue("outline-style")).isNotEqualTo("none");
  }
}
