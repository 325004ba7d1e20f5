package dev.errand.apiingest.problem;

import dev.errand.runtime.kafka.Cursor;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Which of our problems an error of the framework is: mostly all we know is the status. */
final class FrameworkProblem {

  private static final String WHAT_IT_HAS_TO_BE = "what it has to be";
  private static final String NUMBER = "a whole number";
  private static final String TRUTH = "true or false";

  private static final Map<Class<?>, String> KNOWN =
      Map.ofEntries(
          Map.entry(int.class, NUMBER),
          Map.entry(Integer.class, NUMBER),
          Map.entry(long.class, NUMBER),
          Map.entry(Long.class, NUMBER),
          Map.entry(boolean.class, TRUTH),
          Map.entry(Boolean.class, TRUTH),
          Map.entry(Instant.class, "a time like 2026-01-31T08:00:00Z"),
          Map.entry(UserId.class, "a user id, which is 1 to 128 of A-Z a-z 0-9 . _ : @ | -"),
          Map.entry(Cursor.class, "the after of an answer before this one"),
          Map.entry(
              ProblemCode.class, "one of " + words(ProblemCode.values(), ProblemCode::wireName)),
          Map.entry(Status.class, "one of " + words(Status.values(), Status::wireName)));

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
          problem.detail(one.getName() + " is not " + mayBe(one.getParameter(), one));
      case MissingServletRequestParameterException missing ->
          problem.detail(missing.getParameterName() + " is missing");
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
    return error.getField()
        + " is not "
        + (error.contains(TypeMismatchException.class)
            ? mayBe(error.unwrap(TypeMismatchException.class).getRequiredType())
            : WHAT_IT_HAS_TO_BE);
  }

  private static String mayBe(MethodParameter parameter, TypeMismatchException mismatch) {
    MayBe said = parameter.getParameterAnnotation(MayBe.class);
    return said == null ? mayBe(mismatch.getRequiredType()) : said.value();
  }

  private static String mayBe(@Nullable Class<?> type) {
    if (type == null) {
      return WHAT_IT_HAS_TO_BE;
    }
    MayBe said = type.getAnnotation(MayBe.class);
    return said == null ? KNOWN.getOrDefault(type, WHAT_IT_HAS_TO_BE) : said.value();
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
