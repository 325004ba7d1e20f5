package dev.errand.connections;

/** What is behind a port does not answer. Asking again later may help. */
public final class OutOfReach extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param who the one that does not answer, in our own words: the store, the key service
   */
  public OutOfReach(String who, Throwable cause) {
    super("No answer from " + who, cause);
  }
}
