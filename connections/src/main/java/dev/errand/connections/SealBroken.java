package dev.errand.connections;

/**
 * Something sealed does not open where it stands: it was moved, rolled back or altered, its key is
 * gone, or the operator runs us with the wrong keys. Asking again does not help.
 */
public final class SealBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what in our own words, without anything that was sealed
   */
  public SealBroken(String what) {
    super(what);
  }
}
