package dev.errand.apiingest.page;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What went wrong, for people, and what they can do. Who they are is not asked: what tells that may
 * be what does not answer.
 */
@Component
public final class ErrorPages {

  private final Pages pages;

  ErrorPages(Pages pages) {
    this.pages = pages;
  }

  public ResponseEntity<String> show(HttpStatusCode status) {
    if (status.isSameCodeAs(HttpStatus.FORBIDDEN)) {
      return tell(
          status,
          "That was not done",
          "The page it came from is too old, or not ours. Go back to the first page and try"
              + " again.");
    }
    if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
      return tell(
          status,
          "Something does not answer",
          "Try again in a few seconds; some of what you asked for may be done.");
    }
    if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
      return tell(status, "There is no such page", "Go on from the first page.");
    }
    return status.is4xxClientError()
        ? tell(
            status,
            "That was not understood",
            "The address, or what came with it, is not one of ours. Go on from the first page.")
        : tell(
            status,
            "Something broke here",
            "Try again. If it happens again, tell whoever runs this.");
  }

  private ResponseEntity<String> tell(HttpStatusCode status, String title, String next) {
    return pages.tellAnybody(status, "Errand", title, List.of(next));
  }
}
