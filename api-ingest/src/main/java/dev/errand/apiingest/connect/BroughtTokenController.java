package dev.errand.apiingest.connect;

import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connects Notion with the token of the caller's own integration. */
@RestController
final class BroughtTokenController {

  private final BroughtToken broughtToken;

  BroughtTokenController(BroughtToken broughtToken) {
    this.broughtToken = broughtToken;
  }

  @PutMapping(path = "/v1/connections/notion/token", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> bring(UserId user, InputStream body) throws IOException {
    if (!broughtToken.isAllowed(user)) {
      return notHere();
    }
    return switch (BroughtBody.read(body)) {
      case BroughtBody.Brought(Secret token) ->
          broughtToken
              .connect(user, token)
              .map(BroughtTokenController::answer)
              .orElseGet(BroughtTokenController::notHere);
      case BroughtBody.Garbled(String why) ->
          ProblemResponse.of(
              HttpStatus.BAD_REQUEST,
              Problem.of(ProblemCode.INVALID_COMMAND, "The request is not valid").detail(why));
    };
  }

  private static ResponseEntity<Object> notHere() {
    return ProblemResponse.of(
        HttpStatus.FORBIDDEN,
        Problem.of(ProblemCode.NOT_PERMITTED, "Tokens are not taken here")
            .action("Connect Notion on the pages, if they offer that"));
  }

  private static ResponseEntity<Object> answer(Ending ending) {
    return switch (ending) {
      case CONNECTED -> ResponseEntity.noContent().build();
      case ACCOUNT_TAKEN, OTHER_ACCOUNT ->
          ProblemResponse.of(HttpStatus.CONFLICT, problem(ProblemCode.CONFLICT, ending));
      case UNAVAILABLE -> ProblemResponse.comeBack(problem(ProblemCode.INTERNAL, ending));
      default ->
          ProblemResponse.of(
              HttpStatus.UNPROCESSABLE_CONTENT, problem(ProblemCode.REFUSED_BY_PROVIDER, ending));
    };
  }

  private static Problem problem(ProblemCode code, Ending ending) {
    return Problem.of(code, ending.title()).action(ending.next());
  }
}
