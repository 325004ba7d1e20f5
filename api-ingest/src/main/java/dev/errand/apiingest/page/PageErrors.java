package dev.errand.apiingest.page;

import dev.errand.connections.OutOfReach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a person sees where a page could not be made. Nothing of the error's message is on it. */
@RestControllerAdvice(annotations = PageController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageErrors {

  private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

  private final ErrorPages errors;

  PageErrors(ErrorPages errors) {
    this.errors = errors;
  }

  @ExceptionHandler({OutOfReach.class, DataAccessException.class, TransactionException.class})
  ResponseEntity<String> away(Exception cause) {
    log.warn("Something a page needs does not answer; the person is asked to come back", cause);
    return errors.show(HttpStatus.SERVICE_UNAVAILABLE);
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<String> other(Exception cause) {
    return CallersFault.status(cause).map(errors::show).orElseGet(() -> ours(cause));
  }

  private ResponseEntity<String> ours(Exception cause) {
    log.error("An error nobody expected; the person sees a page that says so", cause);
    return errors.show(HttpStatus.INTERNAL_SERVER_ERROR);
  }
}
