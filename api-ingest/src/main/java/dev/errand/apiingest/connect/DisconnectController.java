package dev.errand.apiingest.connect;

import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.connections.Disconnects;
import dev.errand.connections.Disconnects.Receipt;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Ends the caller's connection. When this answers, its tokens are erased, and a second later no
 * call is begun with them any more.
 */
@RestController
final class DisconnectController {

  private final Disconnects disconnects;

  DisconnectController(Disconnects disconnects) {
    this.disconnects = disconnects;
  }

  @DeleteMapping("/v1/connections/{provider:notion|microsoft}")
  ResponseEntity<Object> disconnect(UserId user, @PathVariable String provider) {
    Provider known = Provider.ofWireName(provider);
    return switch (disconnects.disconnect(user, known)) {
      case Receipt.Disconnected(_, Revocation revocation) ->
          ResponseEntity.ok(new Done(provider, AtProvider.of(known, revocation)));
      case Receipt.NotConnected() -> ProblemResponse.of(HttpStatus.NOT_FOUND, notConnected());
      case Receipt.Unavailable() -> comeBack();
    };
  }

  /**
   * What was done here, and there.
   *
   * @param provider whose tokens are erased
   */
  record Done(String provider, AtProvider atProvider) {}

  private static Problem notConnected() {
    return Problem.of(ProblemCode.NOT_CONNECTED, "You have no such connection");
  }

  private static ResponseEntity<Object> comeBack() {
    return ProblemResponse.comeBack(
        Problem.of(ProblemCode.INTERNAL, "The connection could not be ended right now")
            .detail("It may be as it was."));
  }
}
