package dev.errand.e2e.browser;

import static dev.errand.schemas.Provider.MICROSOFT;
import static dev.errand.schemas.Provider.NOTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Cookie;

/** Two people and one browser, two accounts and one person, and what is left behind. */
class StrangersTest {

  @RegisterExtension final AtThePages pages = new AtThePages();
  private Browser browser;
  private Visitor ada;
  private Visitor bob;

  @BeforeEach
  void start() {
    browser = pages.browser();
    ada = pages.newcomer();
    bob = pages.newcomer();
  }

  @Test
  void whoComesNextSeesNothingOfWhoWasThereBefore() {
    ada.signIn().connect(NOTION);
    Set<Cookie> kept = browser.cookies();
    ada.signOut();

    browser.back();
    assertThat(browser.text()).doesNotContain(ada.id(), Visitor.shown(ada.id()));
    browser.cookies(kept).open("/").see("Sign in with");

    bob.signIn();
    assertThat(bob.card(NOTION)).contains("Not connected");
    browser.open("/account").see("You are signed in as");
    assertThat(browser.text()).doesNotContain(ada.id(), Visitor.shown(ada.id()));
  }

  @Test
  void whatOnePersonBeganAnotherCannotFinish() {
    ada.signIn().startConnecting(NOTION);
    String provider = browser.address().toString();
    ada.signOut();
    bob.signIn();

    browser.open(provider);
    ada.agree(ada.id());

    browser.see("This attempt was started elsewhere");
    assertThat(bob.card(NOTION)).contains("Not connected");
  }

  @Test
  void anAccountIsOnePersonsAndOnePersonHasOneAccount() {
    ada.signIn().connect(NOTION).startConnecting(MICROSOFT).agree(bob.id());
    browser.see("You are connected").see(Visitor.shown(bob.id()));

    browser.open("/connections/notion/start").see("Who are you?");
    ada.agree(bob.id());
    browser.see("You are connected to another account there");
    assertThat(ada.card(NOTION)).contains("Connected", Visitor.shown(ada.id()) + "'s Notion");

    ada.signOut();
    bob.signIn().startConnecting(NOTION).agree(ada.id());
    browser.see("This account is connected to somebody else");
    assertThat(bob.card(NOTION)).contains("Not connected");
  }

  @Test
  void nobodyIsKnownBeforeTheySignInAndASessionIsMadeNewWhenTheyDo() {
    assertThat(browser.open("/").cookies()).isEmpty();
    browser.cookies(Set.of(new Cookie("errand-session", "planted")));

    ada.signIn();

    assertThat(browser.cookies())
        .hasSize(1)
        .allSatisfy(
            cookie -> {
              assertThat(cookie.getName()).isEqualTo("errand-session");
              assertThat(cookie.getValue()).isNotEqualTo("planted");
              assertThat(cookie.isHttpOnly()).isTrue();
              assertThat(cookie.getSameSite()).isEqualTo("Lax");
              assertThat(cookie.getExpiry()).as("gone with the browser").isNull();
            });
  }
}
