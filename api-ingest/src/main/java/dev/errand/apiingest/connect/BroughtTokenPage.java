package dev.errand.apiingest.connect;

import dev.errand.apiingest.page.PageController;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The same as {@link BroughtTokenController} by the form of the first page. */
@PageController
final class BroughtTokenPage {

  private final BroughtToken broughtToken;

  BroughtTokenPage(BroughtToken broughtToken) {
    this.broughtToken = broughtToken;
  }

  @PostMapping("/connections/notion/token")
  ResponseEntity<Void> bring(UserId user, @RequestParam(defaultValue = "") String token) {
    String address =
        ending(user, token)
            .map(ending -> "/connections/notion/done?outcome=" + ending.wireName())
            .orElse("/");
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
  }

  private Optional<Ending> ending(UserId user, String token) {
    if (!broughtToken.isAllowed(user)) {
      return Optional.empty();
    }
    return BroughtToken.secret(token)
        .map(secret -> broughtToken.connect(user, secret))
        .orElse(Optional.of(Ending.TOKEN_REFUSED));
  }
}
