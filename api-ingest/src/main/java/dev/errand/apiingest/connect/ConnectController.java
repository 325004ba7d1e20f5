package dev.errand.apiingest.connect;

import dev.errand.apiingest.page.AccountName;
import dev.errand.apiingest.page.ErrorPages;
import dev.errand.apiingest.page.PageController;
import dev.errand.apiingest.page.Pages;
import dev.errand.apiingest.session.HostCookies;
import dev.errand.apiingest.session.SignedIn;
import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.Consents;
import dev.errand.connections.Consents.Extent;
import dev.errand.connections.Consents.Started;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes a person to the provider and back. State and code do not stay in an address: every way ends
 * with a redirect to a page whose address says only how it ended.
 *
 * <p>A callback is worth something only with the cookie of the browser that started and the session
 * of the person who did.
 */
@PageController
@RequestMapping("/connections/{provider:notion|microsoft}")
final class ConnectController {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectController.class);

  private final Consents consents;
  private final Connectable connectable;
  private final ConnectionStore connections;
  private final HostCookies cookies;
  private final Pages pages;
  private final ErrorPages errors;

  ConnectController(
      Consents consents,
      Connectable connectable,
      ConnectionStore connections,
      HostCookies cookies,
      Pages pages,
      ErrorPages errors) {
    this.consents = consents;
    this.connectable = connectable;
    this.connections = connections;
    this.cookies = cookies;
    this.pages = pages;
    this.errors = errors;
  }

  /**
   * Opens a flow for the caller and sends the browser to the provider.
   *
   * @param only {@code sending}, if they want to grant no more than that
   */
  @GetMapping("/start")
  ResponseEntity<Void> start(
      UserId user,
      @PathVariable String provider,
      @RequestParam(required = false) @Nullable String only,
      HttpServletRequest request) {
    Provider known = Provider.ofWireName(provider);
    if (!connectable.byConsent(user, known) || isForeign(request)) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
    }
    Started started =
        consents.start(user, known, "sending".equals(only) ? Extent.LESS : Extent.ALL);
    return redirect(
        started.authorize(), cookies.holding(cookie(provider), started.binding().reveal()));
  }

  /** Ties a flow to the browser that started it: without it a callback is worth nothing. */
  private static String cookie(String provider) {
    return "errand-connect-" + provider;
  }

  /** A link on somebody else's page must not begin what the person did not think of. */
  private static boolean isForeign(HttpServletRequest request) {
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
  }

  /** Where the provider sends the browser back to. */
  @GetMapping("/callback")
  ResponseEntity<Void> callback(
      @PathVariable String provider,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String iss,
      HttpServletRequest request) {
    Provider known = Provider.ofWireName(provider);
    if (!consents.offered().contains(known)) {
      return redirect(URI.create("/"), cookies.removed(cookie(provider)));
    }
    UserId person = person(request).map(SignedIn::user).orElse(null);
    String binding = person == null ? null : cookies.read(cookie(provider), request);
    Ending ending =
        Ending.of(
            consents.complete(
                new Consents.Callback(known, state, code, error, iss, binding, person)));
    LOG.atInfo()
        .addKeyValue("provider", provider)
        .addKeyValue("outcome", ending.wireName())
        .log("A connect flow ended; the person sees a page that says how");
    return redirect(
        URI.create("/connections/" + provider + "/done?outcome=" + ending.wireName()),
        cookies.removed(cookie(provider)));
  }

  /** What the person sees at the end. */
  @GetMapping("/done")
  ResponseEntity<String> done(
      @PathVariable String provider, @RequestParam String outcome, HttpServletRequest request) {
    Provider known = Provider.ofWireName(provider);
    return Ending.ofWireName(outcome)
        .map(ending -> told(request, known, ending))
        .orElseGet(() -> errors.show(HttpStatus.NOT_FOUND));
  }

  /** Anybody can make such an address: whom it cannot be true for sees the first page instead. */
  private ResponseEntity<String> told(
      HttpServletRequest request, Provider provider, Ending ending) {
    Optional<SignedIn> person = person(request);
    Optional<Connection> there =
        person.flatMap(somebody -> connections.current(somebody.user(), provider));
    if (!ending.canBeTold(person.isPresent(), there.orElse(null))) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
    }
    return pages.tell(
        request,
        HttpStatus.OK,
        provider.title(),
        ending.title(),
        Stream.of(whose(person, there, ending), List.of(ending.next()), less(provider, ending))
            .flatMap(List::stream)
            .toList());
  }

  /** Which account there belongs to which account here: a person may have several of both. */
  private static List<String> whose(
      Optional<SignedIn> person, Optional<Connection> there, Ending ending) {
    return ending == Ending.CONNECTED && person.isPresent() && there.isPresent()
        ? List.of(
            "At %s you are %s; here you are %s."
                .formatted(
                    there.get().provider().title(),
                    AccountName.of(there.get()),
                    person.get().shownAs()))
        : List.of();
  }

  /** What can be had without the administrator. */
  private static List<String> less(Provider provider, Ending ending) {
    return provider == Provider.MICROSOFT && ending == Ending.ADMIN_APPROVAL_NEEDED
        ? List.of(
            "Until then you can connect Outlook for sending only: many organisations leave that to"
                + " you.")
        : List.of();
  }

  private static Optional<SignedIn> person(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof SignedIn person
        ? Optional.of(person)
        : Optional.empty();
  }

  private static ResponseEntity<Void> redirect(URI address, ResponseCookie cookie) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(address)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .build();
  }
}
