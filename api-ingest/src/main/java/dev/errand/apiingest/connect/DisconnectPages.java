package dev.errand.apiingest.connect;

import dev.errand.apiingest.page.ErrorPages;
import dev.errand.apiingest.page.PageController;
import dev.errand.apiingest.page.Pages;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.Disconnects;
import dev.errand.connections.Disconnects.Receipt;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ends a connection from its page, and gives the receipt. */
@PageController
@RequestMapping("/connections/{provider:notion|microsoft}")
final class DisconnectPages {

  private final Disconnects disconnects;
  private final ConnectionStore connections;
  private final Pages pages;
  private final ErrorPages errors;

  DisconnectPages(
      Disconnects disconnects, ConnectionStore connections, Pages pages, ErrorPages errors) {
    this.disconnects = disconnects;
    this.connections = connections;
    this.pages = pages;
    this.errors = errors;
  }

  @PostMapping("/disconnect")
  ResponseEntity<?> disconnect(
      UserId user, @PathVariable String provider, HttpServletRequest request) {
    return switch (disconnects.disconnect(user, Provider.ofWireName(provider))) {
      case Receipt.Disconnected(_, Revocation revocation) ->
          seeOther(
              "/connections/%s/ended?revocation=%s"
                  .formatted(provider, revocation.name().toLowerCase(Locale.ROOT)));
      case Receipt.NotConnected() -> seeOther("/");
      case Receipt.Unavailable() -> errors.show(HttpStatus.SERVICE_UNAVAILABLE);
    };
  }

  @GetMapping("/ended")
  ResponseEntity<String> ended(
      UserId user,
      @PathVariable String provider,
      @RequestParam String revocation,
      HttpServletRequest request) {
    Provider known = Provider.ofWireName(provider);
    return Arrays.stream(Revocation.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(revocation))
        .findFirst()
        .map(
            each ->
                hasEnded(user, known)
                    ? receipt(request, known, AtProvider.of(known, each))
                    : firstPage())
        .orElseGet(() -> errors.show(HttpStatus.NOT_FOUND));
  }

  /** Anybody can make an address that says so. */
  private boolean hasEnded(UserId user, Provider provider) {
    return connections.current(user, provider).isEmpty()
        && connections.of(user).stream().anyMatch(ended -> ended.provider() == provider);
  }

  private static ResponseEntity<String> firstPage() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
  }

  private ResponseEntity<String> receipt(
      HttpServletRequest request, Provider provider, AtProvider there) {
    return pages.tell(
        request,
        HttpStatus.OK,
        provider.title(),
        "It is disconnected",
        Stream.of(
                "Your assistant cannot work there any more. The tokens we held are erased.",
                there.said(),
                there.next())
            .filter(Objects::nonNull)
            .toList());
  }

  private static ResponseEntity<Void> seeOther(String address) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
  }
}
