package dev.errand.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;

/**
 * What nobody may learn from a person's browser: where it has been, and what it carried.
 *
 * @param ours the pages' origin
 * @param providers the simulators' origin
 */
record Origins(String ours, String providers) {

  /** Of all that went over the network since the browser began. */
  void assertNothingTold(Browser browser) {
    assertThat(browser.traffic().sent())
        .allSatisfy(
            sent ->
                assertThat(sent.referer())
                    .as("what %s was told", sent.address().getPath())
                    .matches(referer -> discreet(sent.origin(), referer)))
        .extracting(Traffic.Sent::origin)
        .containsOnly(ours, providers);
    assertThat(browser.window().history())
        .as("addresses that the browser remembers")
        .noneMatch(address -> address.startsWith(ours) && carries(address, "state"))
        .noneMatch(address -> carries(address, "code"));
    assertThat(browser.traffic().complaints()).as("the console").isEmpty();
  }

  /** We tell nobody where a person comes from; a provider tells us no more than who it is. */
  private boolean discreet(String to, String referer) {
    return referer.isEmpty()
        || (to.equals(ours) ? referer.equals(providers + "/") : referer.startsWith(providers));
  }

  private static boolean carries(String address, String parameter) {
    String query = URI.create(address).getRawQuery();
    return query != null
        && Arrays.stream(query.split("&", -1)).anyMatch(each -> each.startsWith(parameter + "="));
  }
}
