package dev.errand.apiingest.connect;

import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Connects Notion with the token of the caller's own integration. */
@RestController
final class BroughtTokenController {

  private final BroughtToken broughtToken;

  BroughtTokenController(BroughtToken broughtToken) {
    this.broughtToken = broughtToken;
  }

  @PutMapping("/v1/connections/notion/token")
  ResponseEntity<Object> bring(UserId user, @RequestBody Brought body) {
    return broughtToken
        .connect(user, body.token() == null ? "" : body.token())
        .map(BroughtTokenController::answer)
        .orElseGet(
            () ->
                ProblemResponse.of(
                    HttpStatus.FORBIDDEN,
                    Problem.of(ProblemCode.NOT_PERMITTED, "Tokens are not taken here")
                        .action("Connect Notion on the pages")));
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

  /** What is sent. */
  record Brought(@Nullable String token) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Brought[redacted]";
    }
  }
}
