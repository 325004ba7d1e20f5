package dev.errand.apiingest;

import java.io.InputStream;
import java.util.Arrays;

/** So many bytes, of which each MiB is another. */
class ManyBytes extends InputStream {

  private final int size;
  private int position;

  ManyBytes(int size) {
    this.size = size;
  }

  byte at(int position) {
    return (byte) (position >> 20);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (position == size) {
      return -1;
    }
    int read = Math.min(Math.min(length, size - position), (1 << 20) - position % (1 << 20));
    Arrays.fill(into, offset, offset + read, at(position));
    position += read;
    return read;
  }

  /** So many zeros, as one reads them. */
  static final class Zeros extends ManyBytes {

    Zeros(int size) {
      super(size);
    }

    @Override
    byte at(int position) {
      return '0';
    }
  }
}
