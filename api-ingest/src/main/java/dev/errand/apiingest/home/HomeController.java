package dev.errand.apiingest.home;

import dev.errand.apiingest.connect.BroughtToken;
import dev.errand.apiingest.page.PageController;
import dev.errand.apiingest.page.Pages;
import dev.errand.apiingest.session.SignedIn;
import dev.errand.apiingest.signin.OpenWays;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.Consents;
import dev.errand.schemas.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: how to sign in, or what is connected. */
@PageController
final class HomeController {

  private final Pages pages;
  private final OpenWays ways;
  private final Consents consents;
  private final ConnectionStore connections;
  private final BroughtToken broughtToken;

  HomeController(
      Pages pages,
      OpenWays ways,
      Consents consents,
      ConnectionStore connections,
      BroughtToken broughtToken) {
    this.pages = pages;
    this.ways = ways;
    this.consents = consents;
    this.connections = connections;
    this.broughtToken = broughtToken;
  }

  @GetMapping("/")
  ResponseEntity<String> home(
      HttpServletRequest request,
      @RequestParam(name = "sign-in", required = false) @Nullable String ending) {
    return request.getUserPrincipal() instanceof SignedIn person
        ? pages.show(request, "connections", "Your connections", Map.of("cards", cards(person)))
        : pages.show(
            request,
            "sign-in",
            "Sign in",
            Map.of("ways", ways.offered(), "sentence", OpenWays.sentence(ending)));
  }

  private boolean takesToken(Provider provider) {
    return provider == Provider.NOTION && broughtToken.isAllowed();
  }

  private List<ConnectionCard> cards(SignedIn person) {
    return Arrays.stream(Provider.values())
        .filter(provider -> consents.offered().contains(provider) || takesToken(provider))
        .map(provider -> card(person, provider))
        .toList();
  }

  private ConnectionCard card(SignedIn person, Provider provider) {
    return ConnectionCard.of(
        provider,
        connections.current(person.user(), provider).orElse(null),
        consents.offered().contains(provider),
        takesToken(provider));
  }
}
