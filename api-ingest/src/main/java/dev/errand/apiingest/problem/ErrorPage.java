package dev.errand.apiingest.problem;

import dev.errand.apiingest.page.CallersFault;
import dev.errand.apiingest.page.ErrorPages;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The errors that never reach a controller, as the container reports them: a page for a browser, a
 * problem for anybody else.
 */
@RestController
final class ErrorPage implements ErrorController {

  private final ErrorPages pages;

  ErrorPage(ErrorPages pages) {
    this.pages = pages;
  }

  @RequestMapping("/error")
  ResponseEntity<?> error(HttpServletRequest request) {
    HttpStatusCode status = status(request);
    return Readers.isPerson(request)
        ? pages.show(status)
        : ProblemResponse.of(status, FrameworkProblem.of(status));
  }

  private static HttpStatusCode status(HttpServletRequest request) {
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Object cause =
        thrown instanceof ServletException wrapper && wrapper.getRootCause() != null
            ? wrapper.getRootCause()
            : thrown;
    if (cause instanceof DataAccessException || cause instanceof TransactionException) {
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    if (cause instanceof Throwable fault && CallersFault.status(fault).isPresent()) {
      return CallersFault.status(fault).get();
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return HttpStatusCode.valueOf(status instanceof Integer known ? known : 404);
  }
}
