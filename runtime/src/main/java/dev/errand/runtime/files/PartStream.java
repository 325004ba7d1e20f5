package dev.errand.runtime.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Bytes that are fetched part by part; what is skipped is not fetched. For one thread. */
final class PartStream extends InputStream {

  private final long size;
  private final Source parts;
  private long position;
  private int number = -1;
  private byte[] part = {};

  /** Where the parts come from. */
  interface Source {

    byte[] part(int number) throws IOException;
  }

  /**
   * From that byte on.
   *
   * @param parts by their numbers; all but the last have {@link Parts#SIZE} bytes
   */
  PartStream(long size, long from, Source parts) {
    this.size = size;
    this.position = Objects.checkFromToIndex(from, size, size);
    this.parts = parts;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position == size) {
      return -1;
    }
    bring((int) (position / Parts.SIZE));
    int at = (int) (position % Parts.SIZE);
    int read = Math.min(length, part.length - at);
    System.arraycopy(part, at, into, offset, read);
    position += read;
    return read;
  }

  private void bring(int wanted) throws IOException {
    if (wanted != number) {
      part = parts.part(wanted);
      number = wanted;
    }
  }

  @Override
  public long skip(long bytes) {
    long skipped = Math.clamp(bytes, 0, size - position);
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return position == size ? 0 : (int) Math.min(part.length, size - position);
  }
}
