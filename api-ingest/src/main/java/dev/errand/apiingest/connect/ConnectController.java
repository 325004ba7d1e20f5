package dev.errand.apiingest.connect;

import dev.errand.connections.Consents;
import dev.errand.connections.Consents.Started;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes a person to the provider and back. State and code do not stay in an address: every way ends
 * with a redirect to a page whose address says only how it ended.
 */
@RestController
@RequestMapping("/connections/{provider:notion|microsoft}")
final class ConnectController {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectController.class);

  private final Consents consents;
  private final BindingCookie cookie;

  ConnectController(Consents consents, BindingCookie cookie) {
    this.consents = consents;
    this.cookie = cookie;
  }

  /** Opens a flow for the caller and sends the browser to the provider. */
  @GetMapping("/start")
  ResponseEntity<Void> start(UserId user, @PathVariable String provider) {
    Provider known = Provider.ofWireName(provider);
    Started started = consents.start(user, known);
    return redirect(started.authorize(), cookie.holding(known, started.binding()));
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
    String binding = cookie.read(known, request);
    Ending ending =
        Ending.of(
            consents.complete(
                new Consents.Callback(known, state, code, error, iss, binding, null)));
    LOG.atInfo()
        .addKeyValue("provider", provider)
        .addKeyValue("outcome", ending.wireName())
        .log("A connect flow ended; the person sees a page that says how");
    return redirect(
        URI.create("/connections/" + provider + "/done?outcome=" + ending.wireName()),
        cookie.removed(known));
  }

  /** What the person sees at the end. */
  @GetMapping(path = "/done", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> done(@PathVariable String provider, @RequestParam String outcome) {
    return Ending.ofWireName(outcome)
        .map(ending -> EndPage.html(Provider.ofWireName(provider), ending))
        .map(page -> ResponseEntity.ok().contentType(EndPage.TYPE).body(page))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static ResponseEntity<Void> redirect(URI address, ResponseCookie cookie) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(address)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .build();
  }
}
