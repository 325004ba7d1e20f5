package dev.errand.apiingest.home;

import dev.errand.apiingest.connect.Connectable;
import dev.errand.apiingest.page.PageController;
import dev.errand.apiingest.page.Pages;
import dev.errand.apiingest.session.SignedIn;
import dev.errand.apiingest.signin.OpenWays;
import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionStore;
import dev.errand.schemas.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: how to sign in, or what is connected. */
@PageController
final class HomeController {

  private final Pages pages;
  private final OpenWays ways;
  private final Connectable connectable;
  private final ConnectionStore connections;

  HomeController(Pages pages, OpenWays ways, Connectable connectable, ConnectionStore connections) {
    this.pages = pages;
    this.ways = ways;
    this.connectable = connectable;
    this.connections = connections;
  }

  @GetMapping("/")
  ResponseEntity<String> home(
      HttpServletRequest request,
      @RequestParam(name = "sign-in", required = false) @Nullable String ending) {
    return request.getUserPrincipal() instanceof SignedIn person
        ? pages.show(
            request,
            "connections",
            "Your connections",
            Map.of("cards", cards(person), "staysHere", connectable.staysHere(person.user())))
        : pages.show(
            request,
            "sign-in",
            "Sign in",
            Map.of("ways", ways.offered(), "sentence", OpenWays.sentence(ending)));
  }

  private List<ConnectionCard> cards(SignedIn person) {
    return Arrays.stream(Provider.values()).flatMap(provider -> card(person, provider)).toList();
  }

  private Stream<ConnectionCard> card(SignedIn person, Provider provider) {
    Optional<Connection> connection = connections.current(person.user(), provider);
    if (connectable.staysHere(person.user())) {
      return connection.stream().map(ConnectionCard::unused);
    }
    boolean byConsent = connectable.byConsent(person.user(), provider);
    boolean byToken = connectable.byToken(person.user(), provider);
    return byConsent || byToken
        ? Stream.of(ConnectionCard.of(provider, connection.orElse(null), byConsent, byToken))
        : Stream.empty();
  }
}
