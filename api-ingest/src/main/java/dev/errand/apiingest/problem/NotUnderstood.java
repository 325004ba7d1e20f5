package dev.errand.apiingest.problem;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What a caller asks for makes no sense; the caller hears 400 and why, a person sees a page. */
public final class NotUnderstood extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  private final String why;

  /**
   * With what is wrong.
   *
   * @param why in our words only, never the caller's
   */
  public NotUnderstood(String why) {
    super(HttpStatus.BAD_REQUEST);
    this.why = why;
  }

  String why() {
    return why;
  }
}
