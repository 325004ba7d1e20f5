package dev.errand.mailworker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No link and no cursor takes a token anywhere but to Graph. */
class NextLinksTest {

  private static final NextLinks LINKS =
      new NextLinks(URI.create("https://graph.microsoft.com/v1.0"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://graph.microsoft.com/v1.0/me/mailFolders/inbox/messages?$top=10&$skip=10",
        "https://graph.microsoft.com:443/v1.0/me/mailFolders/inbox/messages?$top=10&$skip=10",
        "https://GRAPH.microsoft.com/v1.0/me/mailFolders('inbox')/messages?$top=10&$skip=10",
        "https://graph.microsoft.com/v1.0/users/a1b2/messages?$top=10&$skip=10",
        "/v1.0/me/messages?$top=10&$skip=10"
      })
  void aLinkOfGraphsOwnGivesItsQuery(String link) {
    assertThat(LINKS.query(link, "messages")).contains("$top=10&$skip=10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/v1.0/me/messages?$skip=10",
        "//evil.example/v1.0/me/messages?$skip=10",
        "https://graph.microsoft.com@evil.example/v1.0/me/messages?$skip=10",
        "https://x:y@graph.microsoft.com/v1.0/me/messages?$skip=10",
        "https://graph.microsoft.com.evil.example/v1.0/me/messages?$skip=10",
        "https://evil.example#graph.microsoft.com/v1.0/me/messages?$skip=10",
        "https://evil.example\\@graph.microsoft.com/v1.0/me/messages?$skip=10",
        "https://graph.microsoft.com:8443/v1.0/me/messages?$skip=10",
        "http://graph.microsoft.com/v1.0/me/messages?$skip=10",
        "https://graph.microsoft.com/beta/me/messages?$skip=10",
        "https://graph.microsoft.com/v1.0/../beta/me/messages?$skip=10",
        "https://graph.microsoft.com/v1.0/me/../../beta/me/messages?$skip=10",
        "https://graph.microsoft.com/v1.0/me/drive/root?$skip=10",
        "https://graph.microsoft.com/v1.0/me/messages/x/send?$skip=10",
        "https://graph.microsoft.com/v1.0evil/me/messages?$skip=10",
        "https://graph.microsoft.com/v1.0/me/messages",
        "https://graph.microsoft.com/v1.0/me/messages?",
        "https://graph.microsoft.com/v1.0/me/messages?skip=10",
        "https://graph.microsoft.com/v1.0/me/messages?$skip=10&url=https://evil.example",
        "https://graph.microsoft.com/v1.0/me/messages?$skip=1 0",
        "https://graph.microsoft.com/v1.0/me/messages?$skip=%0",
        "https://graph.microsoft.com/v1.0/me/messages?$skip=1\r\nHost: evil.example",
        "file:///v1.0/me/messages?$skip=10",
        "javascript:alert(1)",
        "mailto:ada@example.com",
        "https://[::1]/v1.0/me/messages?$skip=10",
        "https://2852039166/v1.0/me/messages?$skip=10",
        "https:///v1.0/me/messages?$skip=10",
        "https:/v1.0/me/messages?$skip=10",
        "",
        "%"
      })
  void aLinkThatLeadsElsewhereGivesNothing(String link) {
    assertThat(LINKS.query(link, "messages")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/?$skip=1",
        "$skip=1#/evil",
        "$skip=1 HTTP/1.1\r\nHost: evil.example",
        "/../../me/drive?$skip=1",
        "$skip=1&access_token=x",
        "$skip=1&&$top=2",
        "$skip=1\u0000",
        "$skip=\u00e9",
        "$skip=%zz",
        ""
      })
  void aQueryThatSomebodyMadeUpIsNotAsked(String madeUp) {
    assertThatThrownBy(() -> LINKS.address(madeUp, "me", "messages"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFolderIdCannotLeaveItsPlaceInTheAddress() {
    assertThat(LINKS.address("$skip=1", "me", "mailFolders", "../../users/x?a#b", "messages"))
        .hasHost("graph.microsoft.com")
        .hasToString(
            "https://graph.microsoft.com/v1.0/me/mailFolders/..%2F..%2Fusers%2Fx%3Fa%23b/messages"
                + "?$skip=1");
  }

  @Test
  void aLongQueryIsNotTaken() {
    String link = "https://graph.microsoft.com/v1.0/me/messages?$skiptoken=";
    assertThat(LINKS.query(link + "1".repeat(3_000), "messages")).isPresent();
    assertThat(LINKS.query(link + "1".repeat(4_000), "messages")).isEmpty();
  }
}
