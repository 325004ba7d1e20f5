package dev.errand.runtime.http;

/**
 * No whole answer came: the connection was refused, cut, or too slow, or the answer could not be
 * read.
 *
 * <p>It keeps no cause, since the text of a client's exception may hold an address or a header.
 */
public final class NoAnswer extends RuntimeException {

  private final boolean maybeSent;

  public NoAnswer(boolean maybeSent, String what) {
    super(what, null, false, false);
    this.maybeSent = maybeSent;
  }

  /** Whether the provider may have got the request. If not, it surely was not carried out. */
  public boolean maybeSent() {
    return maybeSent;
  }
}
