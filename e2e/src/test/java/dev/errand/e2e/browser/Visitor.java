package dev.errand.e2e.browser;

import dev.errand.schemas.Provider;
import java.util.Locale;
import org.openqa.selenium.WebElement;

/**
 * Somebody in front of a browser, who has an account of the same name at each provider: what they
 * click to get something done.
 *
 * @param id as the sandbox knows them, and Errand as well
 */
record Visitor(Browser browser, String id) {

  private static final String SIGN_IN = "Sign in with the sandbox";

  Visitor signIn() {
    browser.open("/").click(SIGN_IN).see("wants to know who you are");
    agree(id);
    browser.see("Your connections");
    return this;
  }

  /** From the first page to the provider's. */
  Visitor startConnecting(Provider provider) {
    browser.open("/").click("Connect " + name(provider)).see("Who are you?");
    return this;
  }

  Visitor connect(Provider provider) {
    startConnecting(provider).agree(id);
    browser.see("You are connected");
    return this;
  }

  /** Says on a page of the sandbox who one is, and yes. */
  void agree(String who) {
    browser.choose(label(who)).click("Allow access");
  }

  /** Says no there. */
  void refuse() {
    browser.click("Cancel");
  }

  /** Ends a connection, up to the receipt. */
  Visitor disconnect(Provider provider) {
    browser.open("/").click("Disconnect " + name(provider)).see("It is disconnected");
    return this;
  }

  Visitor signOut() {
    browser.open("/").click("Sign out").see("You are signed out");
    return this;
  }

  /** What the first page tells of a provider. */
  String card(Provider provider) {
    return browser.open("/").see("Your connections").all("section").stream()
        .map(WebElement::getText)
        .filter(text -> text.startsWith(name(provider)))
        .findFirst()
        .orElse("");
  }

  /** As the sandbox calls somebody. */
  static String shown(String who) {
    return who.substring(0, 1).toUpperCase(Locale.ROOT) + who.substring(1);
  }

  static String name(Provider provider) {
    return switch (provider) {
      case NOTION -> "Notion";
      case MICROSOFT -> "Outlook";
    };
  }

  /** At Notion people are told apart by their workspaces. */
  private String label(String who) {
    String name = shown(who);
    return browser.address().getPath().startsWith("/notion")
        ? name + ", " + name + "'s Notion"
        : name + ", " + who + "@sandbox.example";
  }
}
