package dev.errand.apiingest.problem;

import dev.errand.apiingest.page.CallersFault;
import dev.errand.apiingest.page.ErrorPages;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every error that no controller answers by itself, as a problem. Nothing of an exception's message
 * goes out, but that of {@link NotUnderstood}, which is ours. An answer that has begun is left
 * broken off: what were written behind it would be in somebody's file.
 */
@RestControllerAdvice
final class ApiErrors extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

  private final ErrorPages pages;

  ApiErrors(ErrorPages pages) {
    this.pages = pages;
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  @Nullable ResponseEntity<Object> databaseIsAway(Exception cause, HttpServletResponse response) {
    LOG.warn("The database did not answer; the caller is asked to come back", cause);
    return response.isCommitted() ? null : unavailable();
  }

  @ExceptionHandler(KafkaException.class)
  ResponseEntity<Object> brokerIsAway(Exception cause) {
    LOG.warn("The broker did not answer; the caller is asked to come back", cause);
    return unavailable();
  }

  @ExceptionHandler
  ResponseEntity<Object> notUnderstood(NotUnderstood cause) {
    HttpStatus status = HttpStatus.BAD_REQUEST;
    return ProblemResponse.of(status, FrameworkProblem.of(status).detail(cause.why()));
  }

  @ExceptionHandler(Exception.class)
  @Nullable ResponseEntity<Object> other(Exception cause, HttpServletResponse response) {
    if (response.isCommitted()) {
      LOG.atLevel(cause instanceof IOException ? Level.DEBUG : Level.WARN)
          .setCause(cause)
          .log("An answer broke off");
      return null;
    }
    return CallersFault.status(cause)
        .map(status -> ProblemResponse.of(status, FrameworkProblem.of(status)))
        .orElseGet(() -> bug(cause));
  }

  private static ResponseEntity<Object> bug(Exception cause) {
    LOG.error("An error nobody expected; the caller hears 500", cause);
    return ProblemResponse.of(
        HttpStatus.INTERNAL_SERVER_ERROR, Problem.of(ProblemCode.INTERNAL, "Something broke here"));
  }

  /** The errors that Spring MVC itself finds: no such address, method, media type and so on. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception cause,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (request instanceof ServletWebRequest web && hasBegun(web.getResponse())) {
      return null;
    }
    if (request instanceof ServletWebRequest web && Readers.isPerson(web.getRequest())) {
      ResponseEntity<String> page = pages.show(status);
      return ResponseEntity.status(status).headers(page.getHeaders()).body(page.getBody());
    }
    Problem problem = FrameworkProblem.of(status, cause);
    return ResponseEntity.status(status)
        .headers(headers)
        .headers(ProblemResponse.of(status, problem).getHeaders())
        .body(ProblemResponse.Body.of(status, problem));
  }

  private static boolean hasBegun(@Nullable HttpServletResponse response) {
    return response != null && response.isCommitted();
  }

  /** A part we need does not answer; nothing is lost if the same call is repeated. */
  private static ResponseEntity<Object> unavailable() {
    return ProblemResponse.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        Problem.of(ProblemCode.INTERNAL, "Errand cannot do this right now")
            .action(
                "Repeat the same call, with the same Idempotency-Key if it had one, in a few"
                    + " seconds")
            .canRetry());
  }
}
