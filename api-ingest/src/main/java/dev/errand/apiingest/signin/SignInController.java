package dev.errand.apiingest.signin;

import dev.errand.apiingest.page.PageController;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClientException;

/** Sends a browser to where its person can prove who they are. */
@PageController
final class SignInController {

  private static final Logger log = LoggerFactory.getLogger(SignInController.class);

  private final ClientRegistrationRepository ways;
  private final SignInRequests requests;

  SignInController(ClientRegistrationRepository ways, SignInRequests requests) {
    this.ways = ways;
    this.requests = requests;
  }

  @GetMapping("/sign-in/{way}")
  void open(@PathVariable String way, HttpServletResponse response) {
    try {
      ClientRegistration known = ways.findByRegistrationId(way);
      SignInSecurity.seeOther(
          response,
          known == null ? "/" : requests.open(known, response).getAuthorizationRequestUri());
    } catch (RestClientException | IllegalStateException | IllegalArgumentException away) {
      log.atWarn()
          .addKeyValue("provider", way)
          .log(
              "The issuer does not tell its addresses as it has to; the person may try again",
              away);
      SignInSecurity.seeOther(response, "/?sign-in=" + SignInEnding.UNAVAILABLE.wireName());
    }
  }
}
