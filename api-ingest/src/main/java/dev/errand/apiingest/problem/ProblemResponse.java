package dev.errand.apiingest.problem;

import dev.errand.schemas.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A {@link Problem} in the words of RFC 9457, with ours as extensions. */
public final class ProblemResponse {

  private ProblemResponse() {}

  public static ResponseEntity<Object> of(HttpStatusCode status, Problem problem) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(status, problem));
  }

  /** Something does not answer; the same call may be repeated in a few seconds. */
  public static ResponseEntity<Object> comeBack(Problem problem) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(
            detail(
                HttpStatus.SERVICE_UNAVAILABLE,
                problem.action("Repeat the same call in a few seconds").canRetry()));
  }

  static ProblemDetail detail(HttpStatusCode status, Problem problem) {
    ProblemDetail detail = ProblemDetail.forStatus(status);
    detail.setType(URI.create("urn:errand:problem:" + problem.code().wireName()));
    detail.setTitle(problem.title());
    detail.setDetail(problem.detail());
    detail.setProperty("code", problem.code().wireName());
    detail.setProperty("retryable", problem.retryable());
    put(detail, "action", problem.action());
    return detail;
  }

  private static void put(ProblemDetail detail, String name, @Nullable String value) {
    if (value != null) {
      detail.setProperty(name, value);
    }
  }
}
