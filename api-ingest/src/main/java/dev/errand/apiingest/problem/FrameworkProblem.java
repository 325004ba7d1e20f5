package dev.errand.apiingest.problem;

import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.TypeMismatchException;
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
      case MethodArgumentTypeMismatchException one -> problem.detail(reason(one.getName(), one));
      case BindException several when several.getFieldErrorCount() > 0 ->
          problem.detail(
              several.getFieldErrors().stream()
                  .map(FrameworkProblem::reason)
                  .distinct()
                  .collect(Collectors.joining("; ")));
      default -> problem;
    };
  }

  private static String reason(FieldError error) {
    return error.contains(TypeMismatchException.class)
        ? reason(error.getField(), error.unwrap(TypeMismatchException.class))
        : error.getField() + " is not what it has to be";
  }

  private static String reason(String name, TypeMismatchException mismatch) {
    Class<?> type = mismatch.getRequiredType();
    if (type == ProblemCode.class) {
      return name + " is not one of " + words(ProblemCode.values(), ProblemCode::wireName);
    }
    if (type == Status.class) {
      return name + " is not one of " + words(Status.values(), Status::wireName);
    }
    if (type == Instant.class) {
      return name + " is not a time like 2026-01-31T08:00:00Z";
    }
    return name + " is not what it has to be";
  }

  private static <T> String words(T[] values, Function<T, String> word) {
    return Arrays.stream(values).map(word).collect(Collectors.joining(", "));
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
