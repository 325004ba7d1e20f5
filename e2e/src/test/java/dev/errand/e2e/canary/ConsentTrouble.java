package dev.errand.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Consents that end badly: by the person, by somebody else, by the provider's answers. */
final class ConsentTrouble {

  private final CanaryStack stack;
  private final ProviderTrouble provider;
  private final Words words;

  ConsentTrouble(Means means) {
    stack = means.stack();
    provider = means.provider();
    words = means.words();
  }

  /** All of it, one after the other: the faults of a token endpoint strike whoever comes next. */
  void run(UserId nobody, UserId other) {
    signIns(nobody);
    for (Provider each : Provider.values()) {
      assertThat(ends(nobody, each, "&auto=deny")).contains("outcome=denied");
      assertThat(ends(nobody, each, "&auto=consent&pages=all&login_hint=" + other))
          .contains("outcome=account_taken");
      twiceAndElsewhere(nobody, each);
      madeUp(each);
      for (String fault : provider.badAnswers(each)) {
        provider.arm(ProviderTrouble.tokenRoute(each), null, fault);
        assertThat(ends(nobody, each, "&auto=consent&login_hint=" + nobody))
            .as(fault)
            .contains("/done?outcome=")
            .doesNotContain("outcome=connected");
      }
    }
  }

  /** The address at which the browser ends. */
  private String ends(UserId user, Provider provider, String answer) {
    ApiCaller browser = new ApiCaller(stack);
    return browser.next(browser.send(browser.at(callback(browser, user, provider, answer))));
  }

  /** Signed in, to the provider, and back. */
  private String callback(ApiCaller browser, UserId user, Provider provider, String answer) {
    String signedIn = back(browser, "/sign-in/oidc", "&auto=consent&login_hint=" + user);
    var _ = browser.send(browser.at(browser.next(browser.send(browser.at(signedIn)))));
    for (String page : List.of("/account", "/account/export", "/activity")) {
      var _ = browser.send(browser.at(stack.api().url() + page));
    }
    forms(browser, browser.send(browser.at(stack.api().url() + "/")).body());
    return back(browser, "/connections/" + provider.wireName() + "/start", answer);
  }

  /** One that is taken and one that is not. */
  private void forms(ApiCaller browser, String page) {
    String token = CollectCanaries.csrfTokens(page).getFirst();
    for (String sent : List.of(token, "A" + token)) {
      var _ =
          browser.send(
              browser
                  .at(stack.api().url() + "/connections/notion/token")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      BodyPublishers.ofString(
                          "_csrf="
                              + sent.replace("=", "%3D")
                              + "&token="
                              + words.fresh(Kind.ACCESS_TOKEN))));
    }
  }

  /** Where the browser is sent from the page it is sent to from ours. */
  private String back(ApiCaller browser, String path, String answer) {
    String theirs = browser.next(browser.send(browser.at(stack.api().url() + path)));
    return browser.next(browser.send(browser.at(theirs + answer)));
  }

  private void signIns(UserId user) {
    ApiCaller denied = new ApiCaller(stack);
    var _ = denied.send(denied.at(back(denied, "/sign-in/oidc", "&auto=deny")));
    for (String fault : provider.badAnswers(Provider.NOTION)) {
      ApiCaller browser = new ApiCaller(stack);
      String callback = back(browser, "/sign-in/oidc", "&auto=consent&login_hint=" + user);
      provider.arm("/signin/token", null, fault);
      String end = browser.next(browser.send(browser.at(callback)));
      assertThat(browser.send(browser.at(stack.api().url() + "/account")).statusCode())
          .as("%s, which ended at %s", fault, end)
          .isNotEqualTo(200);
    }
  }

  /** In a browser that did not start it; and again when it has been used. */
  private void twiceAndElsewhere(UserId user, Provider provider) {
    ApiCaller browser = new ApiCaller(stack);
    String callback = callback(browser, user, provider, "&auto=deny");
    ApiCaller another = new ApiCaller(stack);
    assertThat(another.next(another.send(another.at(callback)))).contains("outcome=not_yours");
    assertThat(browser.next(browser.send(browser.at(callback)))).contains("outcome=expired");
  }

  private void madeUp(Provider provider) {
    ApiCaller browser = new ApiCaller(stack);
    String callback = stack.api().url() + "/connections/" + provider.wireName() + "/callback";
    String state = words.fresh(Kind.OAUTH_STATE);
    String code = words.fresh(Kind.AUTHORIZATION_CODE);
    String script =
        URLEncoder.encode("<script>" + words.providers() + "</script>", StandardCharsets.UTF_8);
    for (String query :
        new String[] {
          "?state=" + state + "&code=" + code,
          "?code=" + code,
          "?state=" + state + "&error=" + script + "&error_description=" + script,
          "?state=" + state + "&state=" + state + "&code=" + code + "%0d%0aX-Injected:%20" + code,
          "/" + code + "?access_token=" + words.fresh(Kind.ACCESS_TOKEN)
        }) {
      var _ = browser.send(browser.at(callback + query));
    }
  }
}
