package dev.errand.apiingest.problem;

import java.util.Objects;

/** What a caller asks for makes no sense; the caller hears 400 and the message. */
public final class NotUnderstood extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * With what is wrong.
   *
   * @param why in our words only, never the caller's
   */
  public NotUnderstood(String why) {
    super(why);
  }

  String why() {
    return Objects.requireNonNull(getMessage());
  }
}
