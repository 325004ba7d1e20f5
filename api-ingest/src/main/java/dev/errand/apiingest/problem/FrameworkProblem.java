package dev.errand.apiingest.problem;

import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Which of our problems an HTTP status is, where all we know is the status. */
final class FrameworkProblem {

  private FrameworkProblem() {}

  static Problem of(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    String title = known == null ? "The request failed" : known.getReasonPhrase();
    return Problem.of(code(status.value()), title);
  }

  private static ProblemCode code(int status) {
    return switch (status) {
      case 401 -> ProblemCode.NOT_AUTHENTIC;
      case 403 -> ProblemCode.NOT_PERMITTED;
      case 404, 410 -> ProblemCode.NOT_FOUND;
      case 409 -> ProblemCode.CONFLICT;
      case 429 -> ProblemCode.RATE_LIMITED;
      default -> status < 500 ? ProblemCode.INVALID_COMMAND : ProblemCode.INTERNAL;
    };
  }
}
