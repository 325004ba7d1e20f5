package dev.errand.apiingest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.schemas.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A {@link Problem} in the words of RFC 9457, with ours as extensions. */
public final class ProblemResponse {

  private ProblemResponse() {}

  public static ResponseEntity<Object> of(HttpStatusCode status, Problem problem) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Body.of(status, problem));
  }

  /** Something does not answer; the same call may be repeated in a few seconds. */
  public static ResponseEntity<Object> comeBack(Problem problem) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(
            Body.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                problem.action("Repeat the same call in a few seconds").canRetry()));
  }

  /**
   * What the caller reads. It says nothing of the call's address, as Spring's own would: a caller
   * may have put a secret into it by mistake.
   *
   * @param code what {@code type} ends with
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String type,
      String title,
      int status,
      @Nullable String detail,
      String code,
      boolean retryable,
      @Nullable String action) {

    static Body of(HttpStatusCode status, Problem problem) {
      String code = problem.code().wireName();
      return new Body(
          "urn:errand:problem:" + code,
          problem.title(),
          status.value(),
          problem.detail(),
          code,
          problem.retryable(),
          problem.action());
    }
  }
}
