package dev.errand.runtime.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes that are all the same, and something that happens when so many of them have come. */
final class Arriving extends InputStream {

  private final int size;
  private final int until;
  private final Deed deed;
  private int come;

  Arriving(int size, int until, Deed deed) {
    this.size = size;
    this.until = until;
    this.deed = deed;
  }

  /** What happens. */
  interface Deed {

    void happen() throws IOException;
  }

  static Arriving untilItBreaks(int size) {
    return new Arriving(
        size,
        size,
        () -> {
          throw new IOException("The connection broke");
        });
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (come == until) {
      deed.happen();
    }
    if (come == size) {
      return -1;
    }
    int read = Math.min(length, (come < until ? until : size) - come);
    Arrays.fill(into, offset, offset + read, (byte) 'x');
    come += read;
    return read;
  }
}
