package dev.errand.apiingest.problem;

import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Which of our problems an error of the framework is: mostly all we know is the status. */
final class FrameworkProblem {

  private FrameworkProblem() {}

  static Problem of(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    String title = known == null ? "The request failed" : known.getReasonPhrase();
    return Problem.of(code(status.value()), title);
  }

  /** The same, and which of its words are not understood; never what they are. */
  static Problem of(HttpStatusCode status, Exception cause) {
    Problem problem = of(status);
    return switch (cause) {
      case MethodArgumentTypeMismatchException one ->
          problem.detail(one.getName() + " is not what it has to be");
      case BindException several when several.getFieldErrorCount() > 0 ->
          problem.detail(
              several.getFieldErrors().stream()
                  .map(FieldError::getField)
                  .distinct()
                  .collect(Collectors.joining(", ", "", " is not what it has to be")));
      default -> problem;
    };
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
