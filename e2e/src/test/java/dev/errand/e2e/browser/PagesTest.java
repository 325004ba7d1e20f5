package dev.errand.e2e.browser;

import static dev.errand.schemas.Provider.MICROSOFT;
import static dev.errand.schemas.Provider.NOTION;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The pages can be used by everybody: without scripts, on a telephone, without a mouse. */
class PagesTest {

  @RegisterExtension final AtThePages pages = new AtThePages();
  private Browser browser;
  private Visitor ada;

  @BeforeEach
  void start() {
    browser = pages.browser();
    ada = pages.newcomer();
  }

  @Test
  void everyPageIsReadableOnATelephoneAndNamesWhatCanBeDone() {
    good("/", "sign-in");
    ada.signIn();
    good("/connections/notion/done?outcome=admin_approval_needed", "admin-approval");
    good("/", "not-connected");
    ada.connect(NOTION);
    keep("connected");
    good("/", "home");
    ada.disconnect(NOTION);
    keep("receipt");
    good("/account", "account");
    good("/no-such-page", "not-found");
  }

  @Test
  void aKeyboardIsEnough() {
    browser.open("/").tabTo("Sign in with the sandbox");
    Pages.assertFocusIsSeen(browser.focused());
    browser.press(Keys.ENTER);
    ada.agree(ada.id());
    browser.see("Your connections").tabTo("Connect Outlook").press(Keys.ENTER);
    ada.agree(ada.id());
    browser.see("You are connected").tabTo("Your connections").press(Keys.ENTER);
    browser.see("Not connected").tabTo("Disconnect Outlook").press(Keys.ENTER);
    browser.see("It is disconnected");
    assertThat(ada.card(MICROSOFT)).contains("Not connected");
    browser.tabTo("Sign out").press(Keys.ENTER);
    browser.see("You are signed out");
  }

  @Test
  void whoErasesTheirAccountIsToldWhatIsGoneAndIsNobodyAfterwards() {
    ada.signIn().connect(NOTION);
    browser.open("/account").fill("Type erase to confirm", "no").click("Erase my account");
    browser.see("Nothing was erased");
    keep("not-erased");
    assertThat(ada.card(NOTION)).contains("Connected");

    browser.open("/account").fill("Type erase to confirm", "erase").click("Erase my account");
    browser.see("Your account is erased");
    keep("erased");
    assertThat(browser.all("nav")).as("what only somebody signed in can do").isEmpty();
    browser.open("/").see("Sign in with");
    assertThat(ada.signIn().card(NOTION)).contains("Not connected");
  }

  private void good(String path, String picture) {
    browser.open(path);
    keep(picture);
  }

  /** Looks at the page that is there, and keeps how it looks. */
  private void keep(String picture) {
    Pages.assertGood(browser);
    browser.picture(picture);
    Pages.assertFitsATelephone(browser);
    browser.picture(picture + "-telephone");
    browser.window().wide();
  }
}
