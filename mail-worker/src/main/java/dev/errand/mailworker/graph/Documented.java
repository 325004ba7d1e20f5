package dev.errand.mailworker.graph;

import dev.errand.runtime.http.NoAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What makes an answer of Graph one. Only the documented status counts as success: a request was
 * once answered 200 without any effect where 202 is due
 * (github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/3079). Any other 2xx, or an empty
 * answer, is thrown as {@link NoAnswer}.
 */
final class Documented {

  private Documented() {}

  /** What came with that status. */
  static <T> T body(ResponseEntity<T> answer, HttpStatus expected) {
    requireStatus(answer, expected);
    T body = answer.getBody();
    if (body == null) {
      throw new NoAnswer(true, "the answer was empty");
    }
    return body;
  }

  static void requireStatus(ResponseEntity<?> answer, HttpStatus expected) {
    if (!answer.getStatusCode().isSameCodeAs(expected)) {
      throw new NoAnswer(true, "the answer was not the documented one");
    }
  }
}
